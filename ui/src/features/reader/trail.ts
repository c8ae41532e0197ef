/** Where one has been within a material: jumps, not scrolling. Back returns to where one left, forward to where one came back from. */
export interface Trail<T> { back: readonly T[]; forward: readonly T[] }

export const NO_TRAIL: Trail<never> = { back: [], forward: [] };
const LONGEST = 50;

/** Leaves `from` for a new place. */
export function jumped<T>({ back }: Trail<T>, from: T): Trail<T> {
  return { back: [...back, from].slice(-LONGEST), forward: [] };
}

/** Goes back (or forward) from `here`: the place to go to and the trail then, or nothing when there is none. */
export function stepped<T>({ back, forward }: Trail<T>, here: T, direction: 'back' | 'forward'): [T, Trail<T>] | undefined {
  if (direction === 'back') {
    const target = back.at(-1);
    return target === undefined ? undefined : [target, { back: back.slice(0, -1), forward: [here, ...forward] }];
  }
  const [target, ...rest] = forward;
  return target === undefined ? undefined : [target, { back: [...back, here], forward: rest }];
}
