/** Tools above the pages: what stands beside them, page, trail, zoom, fit, turn. */
import { useRef, useState, type KeyboardEvent, type RefObject } from 'react';
import { words } from '../../words';
import type { Turns } from './layout';
import { OverlayTools } from './OverlayTools';
import type { Side } from './side';
import { Tool } from './Tool';
import type { Pages } from './usePages';

const TEXT = words.reader;

interface Props { material: string; pages: Pages; side: Side; onSide: (side: Side) => void; number: RefObject<HTMLInputElement | null> }

export function PageTools({ material, pages, side, onSide, number }: Props) {
  const { manner: { fit, turns, twoUp }, setManner, trail } = pages;
  const toggle = (one: Side) => () => { onSide(side === one ? 'none' : one); };
  return (
    <div className="bar tools" role="toolbar" aria-label={TEXT.document}>
      <Tool text={TEXT.thumbs} on={side === 'thumbs'} act={toggle('thumbs')} />
      <Tool text={TEXT.outline} on={side === 'outline'} act={toggle('outline')} /><hr />
      <Tool text="‹" label={TEXT.previousPage} act={() => { pages.goTo(pages.page - 1); }} />
      <PageNumber key={pages.page} page={pages.page} count={pages.count} input={number} onGo={pages.jump} />
      <span className="of secondary nowrap">{TEXT.ofPages(pages.count)}</span>
      <Tool text="›" label={TEXT.nextPage} act={() => { pages.goTo(pages.page + 1); }} />
      <Tool icon="back" label={TEXT.back} off={trail.back.length === 0} act={() => { pages.step('back'); }} />
      <Tool icon="forward" label={TEXT.forward} off={trail.forward.length === 0} act={() => { pages.step('forward'); }} /><hr />
      <Tool text="−" label={TEXT.zoomOut} act={() => { pages.zoom(-1); }} />
      <span className="percent" data-testid="zoom">{TEXT.percent(pages.percent)}</span>
      <Tool text="＋" label={TEXT.zoomIn} act={() => { pages.zoom(1); }} />
      <Tool text={TEXT.fitWidth} on={fit.kind === 'width'} act={() => { setManner({ fit: { kind: 'width' } }); }} />
      <Tool text={TEXT.fitPage} on={fit.kind === 'page'} act={() => { setManner({ fit: { kind: 'page' } }); }} /><hr />
      <Tool icon="turn" label={TEXT.turn} act={() => { setManner({ turns: ((turns + 1) % 4) as Turns }); }} />
      <Tool icon="twoUp" label={TEXT.twoUp} on={twoUp} act={() => { setManner({ twoUp: !twoUp }); }} />
      <span className="grow" />
      <OverlayTools where={() => ({ material, page: pages.page })} />
    </div>
  );
}

/** The number can be typed over; Enter goes there and gives the focus back to where it was. */
function PageNumber({ page, count, input, onGo }: { page: number; count: number; input: RefObject<HTMLInputElement | null>; onGo: (page: number) => void }) {
  const [text, setText] = useState(String(page + 1));
  const before = useRef<EventTarget>(null);
  const leave = (field: HTMLInputElement) => {
    if (before.current instanceof HTMLElement && before.current.isConnected) before.current.focus({ preventScroll: true });
    else field.blur();
  };
  const press = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key === 'Enter' && text !== '') onGo(Math.min(count, Math.max(1, Number(text))) - 1);
    if (event.key !== 'Enter' && event.key !== 'Escape') return;
    event.stopPropagation();
    leave(event.currentTarget);
  };
  return (
    <input ref={input} className="page-number" aria-label={TEXT.page} title={TEXT.goToPage} data-testid="page-number" inputMode="numeric" value={text} onChange={(event) => { setText(event.target.value.replace(/\D/g, '').slice(0, 5)); }}
      onFocus={(event) => { before.current = event.relatedTarget; event.target.select(); }} onBlur={() => { setText(String(page + 1)); }} onKeyDown={press} />
  );
}
