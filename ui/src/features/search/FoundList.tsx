/** What was found: entries, their materials, and the pages with the words marked in what stands around them. */
import { useEffect, useRef } from 'react';
import type { SearchAnswer } from '../../ipc/generated/SearchAnswer';
import type { SearchEntry } from '../../ipc/generated/SearchEntry';
import type { SearchHit } from '../../ipc/generated/SearchHit';
import type { SearchPiece } from '../../ipc/generated/SearchPiece';
import { entryNumber } from '../../shared/format';
import { words } from '../../words';
import { byMaterial, keyOfEntry, keyOfHit } from './targets';

const TEXT = words.search;

export interface Choosing {
  /** Key of the line that Enter goes to. */
  chosen: string | undefined;
  /** The element id of a line, for telling screen readers which is chosen. */
  idOf: (key: string) => string;
  onGo: (key: string) => void;
}

interface Props extends Choosing {
  answer: SearchAnswer;
  /** Whether entries have heads: not when all is of one. */
  headed: boolean;
  onWithin: (entry: string) => void;
}

export function FoundList({ answer, headed, onWithin, ...choosing }: Props) {
  return <>{answer.entries.map((entry) => <OfEntry key={entry.entry} entry={entry} headed={headed} onWithin={onWithin} {...choosing} />)}</>;
}

function OfEntry({ entry, headed, onWithin, ...choosing }: Choosing & { entry: SearchEntry; headed: boolean; onWithin: (entry: string) => void }) {
  const left = entry.pages - entry.hits.length;
  const title = <><b>{entryNumber(entry.entry)}</b><span className="cut grow">{entry.title}</span></>;
  return (
    <section className="found-entry" role="group" aria-label={entry.title}>
      {headed && (entry.named
        ? <Line lineKey={keyOfEntry(entry)} kind="found-head" {...choosing}>{title}<small>{TEXT.named}</small></Line>
        : <p className="found-head">{title}</p>)}
      {byMaterial(entry.hits).map(({ material, name, hits }) => (
        <div key={material} role="group" aria-label={name}>
          <p className="found-material small cut" title={name}>{name}</p>
          {hits.map((hit) => <Hit key={keyOfHit(hit)} hit={hit} {...choosing} />)}
        </div>
      ))}
      {left > 0 && <button type="button" className="link small found-left" title={TEXT.morePagesTitle} onClick={() => { onWithin(entry.entry); }} data-testid={`search-left-${entry.entry}`}>{TEXT.morePages(left)}</button>}
    </section>
  );
}

function Hit({ hit, ...choosing }: Choosing & { hit: SearchHit }) {
  return (
    <Line lineKey={keyOfHit(hit)} kind="found-hit" title={TEXT.goTo(hit.materialName, hit.page + 1)} {...choosing}>
      <span className="found-page">{TEXT.page(hit.page + 1)}{hit.count > 1 && <small>{TEXT.times(hit.count)}</small>}</span>
      <Context pieces={hit.context} />
    </Line>
  );
}

/** The text around what was found, with the words marked. */
export function Context({ pieces }: { pieces: readonly SearchPiece[] }) {
  return <span className="found-context">{pieces.map((piece, index) => (piece.found ? <mark key={index}>{piece.text}</mark> : piece.text))}</span>;
}

/** A line one can go to, chosen by arrows from the field. */
export function Line({ lineKey, kind, title, chosen, idOf, onGo, children }: Choosing & { lineKey: string; kind: string; title?: string | undefined; children: React.ReactNode }) {
  const on = chosen === lineKey;
  const element = useRef<HTMLButtonElement>(null);
  useEffect(() => { if (on && typeof element.current?.scrollIntoView === 'function') element.current.scrollIntoView({ block: 'nearest' }); }, [on]);
  return <button ref={element} id={idOf(lineKey)} type="button" tabIndex={-1} className={`plain ${kind}${on ? ' on' : ''}`} aria-current={on} title={title} onClick={() => { onGo(lineKey); }} data-testid="search-hit">{children}</button>;
}
