/** Which criterion is being marked, and which comes next: a reducer, so that keys and clicks mean the same. */
import type { CriterionForm } from '../../ipc/generated/CriterionForm';
import type { EntryLook } from '../../ipc/generated/EntryLook';
import type { GroupForm } from '../../ipc/generated/GroupForm';

export interface Walk { active: string | undefined; open: ReadonlySet<string> }
export type Step = { kind: 'go'; criterion: string } | { kind: 'move'; direction: 1 | -1 } | { kind: 'toggle'; group: string };

export function criteriaOf(groups: readonly GroupForm[]): CriterionForm[] {
  return groups.flatMap((group) => group.criteria);
}

export function groupOf(groups: readonly GroupForm[], criterion: string | undefined): string | undefined {
  return groups.find((group) => group.criteria.some(({ id }) => id === criterion))?.id;
}

/** Begins at the criterion asked for, else at the first without a mark, else at the first. */
export function begin(look: EntryLook, wanted: string | undefined, allOpen: boolean): Walk {
  const all = criteriaOf(look.groups);
  const first = all.find(({ id }) => id === wanted) ?? all.find(({ mark }) => mark === null) ?? all[0];
  const group = groupOf(look.groups, first?.id);
  const open = allOpen ? look.groups.map(({ id }) => id) : group === undefined ? [] : [group];
  return { active: first?.id, open: new Set(open) };
}

export function walk(groups: readonly GroupForm[], now: Walk, step: Step): Walk {
  switch (step.kind) {
    case 'go': return reach(groups, now, step.criterion);
    case 'move': {
      const all = criteriaOf(groups);
      const next = all[all.findIndex(({ id }) => id === now.active) + step.direction];
      return next ? reach(groups, now, next.id) : now;
    }
    case 'toggle': {
      const open = new Set(now.open);
      if (!open.delete(step.group)) open.add(step.group);
      return { ...now, open };
    }
  }
}

function reach(groups: readonly GroupForm[], now: Walk, criterion: string): Walk {
  const group = groupOf(groups, criterion);
  return { active: criterion, open: group === undefined ? now.open : new Set(now.open).add(group) };
}

export interface Gap { text: string; criterion: string }

/** D 3 项, C3: what is missing, group by group, a single criterion by its own id; each with the first criterion to go to. */
export function missing(groups: readonly GroupForm[], isMarked: (criterion: string) => boolean, say: (group: string, count: number) => string): Gap[] {
  return groups.flatMap((group) => {
    const [first, ...rest] = group.criteria.filter(({ id }) => !isMarked(id));
    if (!first) return [];
    return [{ criterion: first.id, text: rest.length === 0 && group.criteria.length > 1 ? first.id : say(group.id, rest.length + 1) }];
  });
}
