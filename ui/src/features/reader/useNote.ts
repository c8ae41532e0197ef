/** A short word over the pages that goes away by itself. */
import { useCallback, useEffect, useState } from 'react';

const SHOWN_MS = 3_000;

export function useNote(): [string | undefined, (text: string) => void] {
  const [note, setNote] = useState<{ text: string }>();
  useEffect(() => {
    if (!note) return undefined;
    const timer = setTimeout(() => { setNote(undefined); }, SHOWN_MS);
    return () => { clearTimeout(timer); };
  }, [note]);
  return [note?.text, useCallback((text: string) => { setNote({ text }); }, [])];
}
