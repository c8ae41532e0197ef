/**
 * Marks out of the table to the desk: one as typed, or a block at once.
 *
 * The one rule: a block is taken whole or not at all, and one mark shows at once what was typed, and goes back when it is refused.
 */
import { ask } from '../../ipc/desk';
import type { MarkPut } from '../../ipc/generated/MarkPut';
import { amendAnswer } from '../../ipc/useAnswer';
import { markKey, putMark } from '../../shared/marks';
import { saving } from '../../shared/saving';

export async function writeMark(entry: string, criterion: string, text: string, before: string | null): Promise<void> {
  const key = markKey(entry, criterion);
  const value = text.replace(/\.$/, '');
  show(entry, criterion, value === '' ? null : value);
  saving.put(key, { value: text, run: () => putMark(entry, criterion, value) });
  await saving.flush();
  if (saving.refused(key)) show(entry, criterion, before);
}

function show(entry: string, criterion: string, mark: string | null): void {
  amendAnswer('levelling', {}, (look) => {
    const at = look.criteria.findIndex(({ id }) => id === criterion);
    return { ...look, rows: look.rows.map((row) => (row.entry === entry ? { ...row, marks: row.marks.map((old, index) => (index === at ? mark : old)) } : row)) };
  });
}

/** Throws the desk's refusal, with nothing written. */
export async function writeMarks(marks: readonly MarkPut[]): Promise<void> {
  await saving.flush();
  const home = await ask('marks_put', { marks: [...marks] });
  for (const { entry, criterion } of marks) saving.forget(markKey(entry, criterion));
  amendAnswer('expert_home', {}, () => home);
  if (home.savedAt !== null) saving.saw(home.savedAt);
}
