/**
 * 撤销 and 重做: asks the desk to take back or give again what was done since signing in, and tells what that was.
 *
 * Not a stack of its own: the desk keeps the steps. The one rule: what still rests is saved first, or it would be saved over what was taken back.
 */
import { useSyncExternalStore } from 'react';
import { ask, refusal } from '../../ipc/desk';
import type { EntryLook } from '../../ipc/generated/EntryLook';
import type { Moved } from '../../ipc/generated/Moved';
import { decimals, entryNumber } from '../../shared/format';
import { showSaved } from '../../shared/marks';
import { saving } from '../../shared/saving';
import { words } from '../../words';

const TEXT = words.form;
export type Way = 'undo' | 'redo';

let told = '';
const listeners = new Set<() => void>();

/** One line about what was just taken back; it outlives going to another entry and goes with the next thing done. */
export function tell(text: string): void {
  told = text;
  listeners.forEach((listener) => { listener(); });
}

export function useTold(): string {
  return useSyncExternalStore((listener) => {
    listeners.add(listener);
    return () => { listeners.delete(listener); };
  }, () => told);
}

/** What moved, or nothing when there was nothing to move or the desk refused. */
export async function move(way: Way, here: string): Promise<Moved | undefined> {
  try {
    await saving.flush();
    const { moved } = await ask(way, {});
    if (moved === null) {
      tell(way === 'undo' ? TEXT.nothingToUndo : TEXT.nothingToRedo);
      return undefined;
    }
    showSaved(moved.entry, moved.saved, (look) => withMark(look, moved));
    saving.saw(moved.saved.at);
    const what = said(moved);
    tell((way === 'undo' ? TEXT.undone : TEXT.redone)(moved.entry === here ? what : TEXT.inEntry(entryNumber(moved.entry), what)));
    return moved;
  } catch (problem) {
    tell(refusal(problem).sentence);
    return undefined;
  }
}

function withMark(look: EntryLook, moved: Moved): EntryLook {
  if (moved.what !== 'mark' || moved.values !== 1) return look;
  return { ...look, groups: look.groups.map((group) => ({ ...group, criteria: group.criteria.map((one) => (one.id === moved.criterion ? { ...one, mark: moved.after } : one)) })) };
}

function said(moved: Moved): string {
  if (moved.values > 1) return TEXT.changedMany(moved.values);
  if (moved.what !== 'mark') return TEXT.changedOther[moved.what];
  const value = (mark: string | null) => (mark === null ? words.common.none : decimals(mark, 1));
  return TEXT.changedMark(moved.criterion ?? '', value(moved.before), value(moved.after));
}
