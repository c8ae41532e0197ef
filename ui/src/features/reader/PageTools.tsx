/** Tools above the pages: thumbnails, page, zoom, fit. */
import { useState } from 'react';
import { words } from '../../words';
import type { Pages } from './usePages';

const TEXT = words.reader;

interface Props { pages: Pages; thumbs: boolean; onThumbs: () => void }

export function PageTools({ pages, thumbs, onThumbs }: Props) {
  const tool = (text: string, label: string, act: () => void, on?: boolean) => (
    <button type="button" className={on ? 'plain tool on' : 'plain tool'} aria-label={label} aria-pressed={on} title={label} onClick={act}>{text}</button>
  );
  return (
    <div className="bar tools" role="toolbar" aria-label={TEXT.document}>
      {tool(TEXT.thumbs, TEXT.thumbs, onThumbs, thumbs)}<hr />
      {tool('‹', TEXT.previousPage, () => { pages.goTo(pages.page - 1); })}
      <PageNumber key={pages.page} page={pages.page} count={pages.count} onGo={pages.goTo} />
      <span className="of secondary nowrap">{TEXT.ofPages(pages.count)}</span>
      {tool('›', TEXT.nextPage, () => { pages.goTo(pages.page + 1); })}<hr />
      {tool('−', TEXT.zoomOut, () => { pages.zoom(-1); })}
      <span className="percent" data-testid="zoom">{TEXT.percent(pages.percent)}</span>
      {tool('＋', TEXT.zoomIn, () => { pages.zoom(1); })}
      {tool(TEXT.fitWidth, TEXT.fitWidth, () => { pages.setFit({ kind: 'width' }); }, pages.fit.kind === 'width')}
      {tool(TEXT.fitPage, TEXT.fitPage, () => { pages.setFit({ kind: 'page' }); }, pages.fit.kind === 'page')}
    </div>
  );
}

/** The number can be typed over; Enter goes there. */
function PageNumber({ page, count, onGo }: { page: number; count: number; onGo: (page: number) => void }) {
  const [text, setText] = useState(String(page + 1));
  return (
    <input className="page-number" aria-label={TEXT.page} data-testid="page-number" inputMode="numeric" value={text} onChange={(event) => { setText(event.target.value.replace(/\D/g, '').slice(0, 5)); }}
      onFocus={(event) => { event.target.select(); }} onBlur={() => { setText(String(page + 1)); }}
      onKeyDown={(event) => { if (event.key === 'Enter' && text !== '') onGo(Math.min(count, Math.max(1, Number(text))) - 1); }} />
  );
}
