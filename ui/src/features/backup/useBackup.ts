/** Writes a backup where somebody points: what is still being typed is saved first, so that it is in it. */
import { useState } from 'react';
import type { Refusal } from '../../ipc/desk';
import type { Written } from '../../ipc/generated/Written';
import { useAct } from '../../ipc/useAct';
import { amendAnswer } from '../../ipc/useAnswer';
import { localDay } from '../../shared/format';
import { pickTarget } from '../../shared/pick';
import { saving } from '../../shared/saving';
import { words } from '../../words';

const TEXT = words.everyday;

interface Backup { busy: boolean; problem: Refusal | undefined; written: Written | undefined; save: () => Promise<void>; done: () => void }

export function useBackup(): Backup {
  const [written, setWritten] = useState<Written>();
  const { busy, problem, act } = useAct('backup_save');
  const save = async () => {
    const target = await pickTarget(TEXT.backupPick, TEXT.backupName(localDay()));
    if (target === undefined) return;
    await saving.flush();
    const saved = await act({ target });
    setWritten(saved?.written);
    if (saved) amendAnswer('backup_look', {}, () => saved.state);
  };
  const done = () => { setWritten(undefined); };
  return { busy, problem, written, save, done };
}
