/** An entry's materials beside something else: an expert's out of packs, the secretariat's out of its own files. */
import type { ReactNode } from 'react';
import { Reader } from '../features/reader/Reader';
import { useAnswer } from '../ipc/useAnswer';
import { Answered } from '../shared/Answered';

/** `absent` stands where a material is not at hand. */
export function Dossier({ entry, absent }: { entry: string; absent: ReactNode }) {
  const shown = useAnswer('dossier_look', { entry });
  return <Answered shown={shown}>{({ materials }) => <Reader entry={entry} materials={materials} narrow absent={absent} />}</Answered>;
}
