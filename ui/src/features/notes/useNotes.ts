/** The notes of an entry, and everything that can be done with them; a refusal stays until the next thing done. */
import { useCallback, useMemo, useState } from 'react';
import { ask, refusal, type Refusal } from '../../ipc/desk';
import type { Note } from '../../ipc/generated/Note';
import type { Notes } from '../../ipc/generated/Notes';
import { useAnswer } from '../../ipc/useAnswer';
import { putOf, type Draft } from './draft';

export interface NotesOf {
  all: readonly Note[];
  /** Attached ones are locked by a signature. */
  readOnly: boolean;
  problem: Refusal | undefined;
  /** Says whether it was saved. */
  put: (draft: Draft) => Promise<boolean>;
  /** Attaches to a criterion, to the entry as a whole (null), or makes private (nothing). */
  attach: (id: string, criterion: string | null | undefined) => Promise<boolean>;
  remove: (id: string) => Promise<boolean>;
  forgive: () => void;
}

const NOTHING: readonly Note[] = [];

export function useNotes(entry: string): NotesOf {
  const { answer } = useAnswer('notes_look', { entry });
  const [problem, setProblem] = useState<Refusal>();
  const run = useCallback(async (answering: Promise<Notes>) => {
    try {
      await answering;
      setProblem(undefined);
      return true;
    } catch (refused) {
      setProblem(refusal(refused));
      return false;
    }
  }, []);
  return useMemo(() => ({
    all: answer?.notes ?? NOTHING,
    readOnly: answer?.readOnly ?? false,
    problem,
    put: (draft) => run(ask('note_put', putOf(entry, draft))),
    attach: (id, criterion) => run(ask('note_attach', { id, attached: criterion !== undefined, criterion: criterion ?? null })),
    remove: (id) => run(ask('note_remove', { id })),
    forgive: () => { setProblem(undefined); },
  }), [answer, problem, run, entry]);
}
