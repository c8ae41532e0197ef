/**
 * What to look at before signing: zeros, and each criterion's lowest and highest mark.
 *
 * Not official: nothing here is signed or sent. The one rule: marks are compared by their share of the maximum, since weight profiles differ.
 */
import type { Levelling } from '../../ipc/generated/Levelling';

export interface Place { entry: string; criterion: string }
export interface Zero extends Place { name: string }
export interface Extreme { criterion: string; name: string; low: End; high: End }
export interface End { places: readonly Place[]; mark: string; maximum: string }

interface Given extends Place { mark: string; maximum: string; share: number }

function givenIn(levelling: Levelling, column: number): Given[] {
  const criterion = levelling.criteria[column]?.id ?? '';
  return levelling.rows.flatMap(({ entry, marks, maxima }) => {
    const [mark, maximum] = [marks[column] ?? null, maxima[column]];
    return mark === null || maximum === undefined ? [] : [{ entry, criterion, mark, maximum, share: Number(mark) / Number(maximum) }];
  });
}

/** All zeros: each wants a word in the comment. */
export function zeros(levelling: Levelling): Zero[] {
  return levelling.criteria.flatMap(({ name }, column) => givenIn(levelling, column).filter(({ mark }) => Number(mark) === 0).map(({ entry, criterion }) => ({ entry, criterion, name })));
}

/** Lowest and highest of each criterion; none where all marks are alike. */
export function extremes(levelling: Levelling): Extreme[] {
  return levelling.criteria.flatMap(({ id, name }, column) => {
    const given = givenIn(levelling, column);
    const shares = given.map(({ share }) => share);
    const [low, high] = [Math.min(...shares), Math.max(...shares)];
    if (given.length === 0 || low === high) return [];
    const end = (share: number): End => {
      const places = given.filter((one) => one.share === share);
      return { places, mark: places[0]?.mark ?? '', maximum: places[0]?.maximum ?? '' };
    };
    return [{ criterion: id, name, low: end(low), high: end(high) }];
  });
}
