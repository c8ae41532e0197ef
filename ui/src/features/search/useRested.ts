/** A value once it has not changed for a moment. */
import { useEffect, useState } from 'react';

export function useRested<T>(value: T, ms: number): T {
  const [rested, setRested] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => { setRested(value); }, ms);
    return () => { clearTimeout(timer); };
  }, [value, ms]);
  return rested;
}
