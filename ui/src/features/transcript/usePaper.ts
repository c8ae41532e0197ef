/** Sending what was typed, one field after the other, and keeping what was refused on screen with its sentence. */
import { useCallback, useRef, useState } from 'react';
import { ask, refusal, type Refusal } from '../../ipc/desk';
import type { PaperPart } from '../../ipc/generated/PaperPart';
import { amendAnswer } from '../../ipc/useAnswer';

export interface Field { entry: string; part: PaperPart; criterion: string | null }
export interface Paper { put: (field: Field, value: string | null) => void; problem: (field: Field) => { text: string; refusal: Refusal } | undefined; last: Refusal | undefined }

const keyOf = ({ entry, part, criterion }: Field) => `${entry} ${part} ${criterion ?? ''}`;

export function usePaper(expert: string): Paper {
  const [refused, setRefused] = useState<ReadonlyMap<string, { text: string; refusal: Refusal }>>(new Map());
  const queue = useRef(Promise.resolve());
  const put = useCallback((field: Field, value: string | null) => {
    const key = keyOf(field);
    const told = (problem: Refusal | undefined) => {
      setRefused((now) => {
        const next = new Map(now);
        if (problem) next.set(key, { text: value ?? '', refusal: problem });
        else next.delete(key);
        return next;
      });
    };
    queue.current = queue.current.then(async () => {
      await ask('transcript_put', { expert, ...field, value }).then((look) => { amendAnswer('transcript_look', { expert }, () => look); told(undefined); }, (problem: unknown) => { told(refusal(problem)); });
    });
  }, [expert]);
  return { put, problem: (field) => refused.get(keyOf(field)), last: [...refused.values()].at(-1)?.refusal };
}
