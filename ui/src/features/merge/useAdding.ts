/** Taking in files: chosen or dropped anywhere on the window. */
import { useCallback, useEffect, useRef, useState } from 'react';
import { onDragging, onDropped } from '../../ipc/desk';
import type { FileRow } from '../../ipc/generated/FileRow';
import { useAct, type Act } from '../../ipc/useAct';
import { pickFiles } from '../../shared/pick';
import { words } from '../../words';

export interface Adding {
  may: boolean;
  over: boolean;
  add: Act<'merge_add'>;
  choose: () => Promise<void>;
}

export function useAdding(may: boolean, onAdded: (files: readonly FileRow[]) => void): Adding {
  const add = useAct('merge_add');
  const [over, setOver] = useState(false);
  const added = useRef(onAdded);
  useEffect(() => { added.current = onAdded; });
  const { act } = add;
  const take = useCallback(async (tokens: string[]) => {
    if (tokens.length === 0) return;
    const answer = await act({ files: tokens });
    if (answer) added.current(answer.files);
  }, [act]);
  useEffect(() => {
    if (!may) return undefined;
    const stopDragging = onDragging(setOver);
    const stopDropped = onDropped((files) => {
      setOver(false);
      void take(files.map(({ token }) => token));
    });
    return () => { stopDragging(); stopDropped(); };
  }, [may, take]);
  const choose = async () => {
    const files = await pickFiles({ title: words.merge.chooseTitle, kind: words.merge.kind, endings: ['xlsx', 'json'], many: true });
    await take(files.map(({ token }) => token));
  };
  return { may, over, add, choose };
}
