/**
 * Looking for words, in a pane beside the dossier: the page stays in sight, and arrows and Enter walk through what was found.
 *
 * The one rule: an answer is shown for the words it was asked for, or, while the next one is on its way, dimmed.
 */
import { Segmented } from 'antd';
import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import type { SearchAsk } from '../../ipc/generated/SearchAsk';
import type { SearchScope } from '../../ipc/generated/SearchScope';
import { composing } from '../../shared/composing';
import type { GoTo } from '../../shared/place';
import { words as allWords } from '../../words';
import { IndexLine } from './IndexLine';
import { Results, type Found } from './Results';
import { SearchField } from './SearchField';
import { stepped, type Target } from './targets';
import type { Indexing } from './useIndexing';
import { useRested } from './useRested';
import type { Searching, SetSearching } from './useSearching';

const TEXT = allWords.search;
const SCOPES: readonly SearchScope[] = ['material', 'entry', 'all'];
const LIST = 'search-list';
/** An answer takes a few milliseconds; this is so that not every letter of a word is looked for. */
const REST_MS = 120;
/** Pages shown; a longer list is not read. */
const MOST = 200;

interface Props {
  searching: Searching;
  onSearching: SetSearching;
  indexing: Indexing;
  /** Where one is reading. */
  entry: string | undefined;
  material: string | undefined;
  onGo: GoTo;
  onClose: () => void;
}

export function SearchPane({ searching, onSearching, indexing, entry, material, onGo, onClose }: Props) {
  const { words, scope, turn } = searching;
  const rested = useRested(words.trim(), REST_MS);
  const [found, setFound] = useState<Found>({ asked: undefined, targets: [] });
  const [chosen, setChosen] = useState<string>();
  const gone = useRef<string>(undefined);
  /** Enter was pressed before the answer had come. */
  const hasty = useRef(false);
  useReturningFocus();
  const within = scope === 'all' ? null : scope === 'entry' ? entry : material;
  const ask: SearchAsk | undefined = within === undefined ? undefined : { words: words.trim() === '' ? '' : rested, scope, within, most: MOST };
  const idOf = (key: string) => `${LIST}-${key.replaceAll(' ', '-')}`;
  const choice = found.targets.some(({ key }) => key === chosen) ? chosen : undefined;
  const late = found.asked?.words !== words.trim() || found.asked.scope !== scope || found.asked.within !== within;
  const go = (target: Target | undefined) => {
    if (!target) return;
    setChosen(target.key);
    gone.current = target.key;
    onGo(target.entry, undefined, target.place, target.said);
  };
  const goTo = (key: string) => { go(found.targets.find((one) => one.key === key)); };
  /** Enter goes where one has chosen; once there, to the next one. */
  const enter = (steps: 1 | -1) => {
    if (late) hasty.current = true;
    else if (choice !== undefined && choice !== gone.current) goTo(choice);
    else go(stepped(found.targets, choice, steps));
  };
  const arrived = (next: Found) => {
    setFound(next);
    if (hasty.current && next.asked?.words === words.trim()) {
      hasty.current = false;
      go(next.targets[0]);
    }
  };
  const change = (next: Partial<Searching>) => {
    gone.current = undefined;
    hasty.current = false;
    setChosen(undefined);
    onSearching(next);
  };
  const pressed = (event: KeyboardEvent) => {
    if (composing({ isComposing: event.nativeEvent.isComposing, keyCode: event.keyCode })) return;
    if (!act(event)) return;
    event.preventDefault();
    event.stopPropagation();
  };
  const act = (event: KeyboardEvent): boolean => {
    if (event.ctrlKey || event.metaKey || event.altKey) return false;
    if (event.key === 'Escape') { onClose(); return true; }
    if (!(event.target instanceof HTMLInputElement && event.target.type === 'text')) return false;
    switch (event.key) {
      case 'ArrowDown': setChosen(stepped(found.targets, choice, 1)?.key); return true;
      case 'ArrowUp': setChosen(stepped(found.targets, choice, -1)?.key); return true;
      case 'Enter': enter(event.shiftKey ? -1 : 1); return true;
      default: return false;
    }
  };
  return (
    <aside className="search-pane" role="search" aria-label={TEXT.title} onKeyDown={pressed} data-testid="search-pane">
      <header className="bar"><h2 className="grow">{TEXT.title}</h2><button type="button" className="link small" title={TEXT.closeTitle} onClick={onClose} data-testid="search-close">{TEXT.close}</button></header>
      <div className="search-ask">
        <SearchField words={words} placeholder={TEXT.placeholder[scope]} turn={turn} list={LIST} chosen={choice === undefined ? undefined : idOf(choice)} onWords={(next) => { change({ words: next }); }} />
        <Segmented block size="small" value={scope} onChange={(next) => { change({ scope: next }); }} options={SCOPES.map((value) => ({ value, label: TEXT.scopes[value] }))} aria-label={TEXT.scopeLabel} data-testid="search-scope" />
      </div>
      <div className="search-list" id={LIST} role="group" aria-label={TEXT.results}>
        {ask && <Results ask={ask} waiting={ask.words !== words.trim()} onFound={arrived} onScope={(next) => { change({ scope: next, open: true }); }}
          onWithin={(next) => { onGo(next, undefined); change({ scope: 'entry', open: true }); }} chosen={choice} idOf={idOf} onGo={goTo} />}
      </div>
      <IndexLine indexing={indexing} />
    </aside>
  );
}

/** Whoever was marking goes on there when the search is done. */
function useReturningFocus(): void {
  const [before] = useState(() => document.activeElement);
  useEffect(() => () => {
    const there = before instanceof HTMLElement && before !== document.body && before.isConnected ? before : document.querySelector<HTMLElement>('[data-score]');
    there?.focus();
  }, [before]);
}
