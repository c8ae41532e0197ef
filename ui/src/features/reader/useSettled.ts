/** A value once it has stopped changing: while a divider is dragged the pictures there are are scaled, not asked for anew. */
import { useEffect, useState } from 'react';

const REST_MS = 150;

export function useSettled<T>(value: T): T {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => { setSettled(value); }, REST_MS);
    return () => { clearTimeout(timer); };
  }, [value]);
  return settled;
}
