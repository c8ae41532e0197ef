/** What is typed and not saved because the desk refused it: how many values, and the way to the first. */
import { useSyncExternalStore } from 'react';
import { placeOf } from './marks';
import { useGoTo } from './place';
import { saving } from './saving';

export function useUnsaved(): { count: number; mend: () => void } {
  const { refused } = useSyncExternalStore(saving.watch, saving.status);
  const goTo = useGoTo();
  const mend = () => {
    const place = placeOf(saving.firstRefused() ?? '');
    if (place) goTo(place.entry, place.criterion);
  };
  return { count: refused, mend };
}
