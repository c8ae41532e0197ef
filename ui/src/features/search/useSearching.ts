/**
 * Whether the search is open, for what and where: it outlives the screens one walks through while searching, and is gone with the desk.
 */
import { useEffect, useEffectEvent, useState } from 'react';
import type { SearchScope } from '../../ipc/generated/SearchScope';
import { selectedWords } from '../../shared/selectedWords';
import { searchKey } from './searchKeys';

export interface Searching {
  open: boolean;
  /** As typed. */
  words: string;
  scope: SearchScope;
  /** Counts the times somebody asked for the search, so that the field takes the focus again. */
  turn: number;
}

/** Characters that the field takes. */
const MOST = 200;

export type SetSearching = (change: Partial<Searching>) => void;

/** `onOpen` brings the screen with the search to the front. */
export function useSearching(active: boolean, onOpen: () => void): [Searching, SetSearching] {
  const [searching, setSearching] = useState<Searching>({ open: false, words: '', scope: 'material', turn: 0 });
  /** The scope that Ctrl+F means: the one last chosen of the two where one is reading. */
  const [here, setHere] = useState<SearchScope>('material');
  const set: SetSearching = (change) => {
    if (change.scope !== undefined && change.scope !== 'all') setHere(change.scope);
    setSearching((now) => ({ ...now, ...change, turn: now.turn + (change.open === true ? 1 : 0) }));
  };
  const hear = useEffectEvent((event: KeyboardEvent) => {
    const key = active ? searchKey(event) : undefined;
    if (key === undefined) return;
    event.preventDefault();
    onOpen();
    // In the search's own field the words that stand there are meant.
    const selected = inField() ? '' : selectedWords().slice(0, MOST);
    set({ open: true, ...(selected !== '' && { words: selected }), scope: key === 'everywhere' ? 'all' : here });
  });
  useEffect(() => {
    document.addEventListener('keydown', hear);
    return () => { document.removeEventListener('keydown', hear); };
  }, []);
  return [searching, set];
}

function inField(): boolean {
  return document.activeElement instanceof HTMLElement && document.activeElement.role === 'searchbox';
}
