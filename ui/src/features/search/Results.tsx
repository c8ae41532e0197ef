/** The answer to what is asked, and what it could not look through. */
import { useEffect, useEffectEvent, useState } from 'react';
import type { SearchAnswer } from '../../ipc/generated/SearchAnswer';
import type { SearchAsk } from '../../ipc/generated/SearchAsk';
import type { SearchScope } from '../../ipc/generated/SearchScope';
import { useAnswer } from '../../ipc/useAnswer';
import { Sentence } from '../../shared/Sentence';
import { words } from '../../words';
import { FoundList, type Choosing } from './FoundList';
import { OwnList } from './OwnList';
import { targetsOf, type Target } from './targets';

const TEXT = words.search;

/** Where one can go, and by what question that was found. */
export interface Found { asked: SearchAsk | undefined; targets: readonly Target[] }

interface Props extends Choosing {
  ask: SearchAsk;
  /** The words have changed since. */
  waiting: boolean;
  onFound: (found: Found) => void;
  onScope: (scope: SearchScope) => void;
  onWithin: (entry: string) => void;
}

export function Results({ ask, waiting, onFound, onScope, onWithin, ...choosing }: Props) {
  const shown = useAnswer('search', ask);
  const [held, setHeld] = useState(shown.answer);
  if (shown.answer !== undefined && shown.answer !== held) setHeld(shown.answer);
  const answer = shown.answer ?? held;
  const tell = useEffectEvent((found: SearchAnswer) => { onFound({ asked: ask, targets: targetsOf(found) }); });
  useEffect(() => { if (shown.answer) tell(shown.answer); }, [shown.answer]);
  if (shown.problem) return <Sentence problem={shown.problem} again={shown.again} />;
  if (!answer) return <p className="found-note secondary" role="status">{TEXT.searching}</p>;
  const late = waiting || shown.loading;
  return (
    <>
      <p className="found-note small" role="status" data-testid="search-status">{late && ask.words !== '' ? TEXT.searching : said(ask, answer)}</p>
      {ask.words === '' ? <Hint /> : <div className={late ? 'late' : undefined}><OwnList own={answer.own} count={answer.ownCount} headed={ask.scope === 'all'} {...choosing} /><FoundList answer={answer} headed={ask.scope === 'all'} onWithin={onWithin} {...choosing} /></div>}
      {!late && ask.words !== '' && answer.entries.length === 0 && answer.own.length === 0 && <Widen scope={ask.scope} onScope={onScope} />}
      <Unfound answer={answer} />
    </>
  );
}

function said({ words: sought, scope }: SearchAsk, { entries, pages, more, ownCount }: SearchAnswer): string {
  if (sought === '') return '';
  if (entries.length === 0 && ownCount > 0) return TEXT.onlyOwn;
  if (entries.length === 0) return /[\p{L}\p{N}]/u.test(sought) ? TEXT.none(sought) : TEXT.unsearchable;
  const found = scope === 'all' ? TEXT.foundIn(entries.length, pages) : TEXT.found(pages);
  return more ? `${found}${words.common.dot}${TEXT.first(entries.reduce((sum, { hits }) => sum + hits.length, 0))}` : found;
}

function Hint() {
  return (
    <div className="found-note secondary small">
      <p>{TEXT.hint}</p>
      <p className="keys">{TEXT.keys.map(([key, does]) => <span key={key}><kbd>{key}</kbd> {does}</span>)}</p>
    </div>
  );
}

/** Where else one may look. */
function Widen({ scope, onScope }: { scope: SearchScope; onScope: (scope: SearchScope) => void }) {
  const wider = scope === 'material' ? (['entry', 'all'] as const) : scope === 'entry' ? (['all'] as const) : [];
  return <p className="found-note widen">{wider.map((one) => <button key={one} type="button" className="link" onClick={() => { onScope(one); }} data-testid={`search-widen-${one}`}>{TEXT.widen[one]}</button>)}</p>;
}

/** What cannot be found however one asks. */
function Unfound({ answer: { scans, unread, unindexed } }: { answer: SearchAnswer }) {
  const notes = [scans > 0 ? TEXT.scans(scans) : '', unread > 0 ? TEXT.unread(unread) : '', unindexed > 0 ? TEXT.unindexed(unindexed) : ''].filter((note) => note !== '');
  return notes.length === 0 ? null : <div className="unfound small" data-testid="search-unfound">{notes.map((note) => <p key={note}>{note}</p>)}</div>;
}
