/** The material's own table of contents, the chapter being read marked. */
import { useEffect, useRef } from 'react';
import { useAnswer } from '../../ipc/useAnswer';
import type { OutlineRow } from '../../ipc/generated/OutlineRow';
import { Answered } from '../../shared/Answered';
import { words } from '../../words';

interface Props { material: string; page: number; onGo: (page: number) => void }

export function Outline({ material, page, onGo }: Props) {
  const shown = useAnswer('outline_look', { material });
  return (
    <nav className="outline" aria-label={words.reader.outline}>
      <Answered shown={shown}>{({ items }) => (items.length === 0 ? <p className="hint small">{words.reader.noOutline}</p> : <Items items={items} page={page} onGo={onGo} />)}</Answered>
    </nav>
  );
}

function Items({ items, page, onGo }: { items: readonly OutlineRow[]; page: number; onGo: (page: number) => void }) {
  const current = chapterAt(items, page);
  const here = useRef<HTMLButtonElement>(null);
  useEffect(() => { here.current?.scrollIntoView({ block: 'nearest' }); }, [current]);
  return (
    <ol>
      {items.map(({ title, depth, page: target }, index) => (
        <li key={index}>
          <button ref={index === current ? here : undefined} type="button" className={index === current ? 'plain on' : 'plain'} style={{ paddingLeft: 8 + 12 * Math.min(depth, 5) }} disabled={target === null} title={title} aria-current={index === current ? 'true' : undefined} onClick={() => { if (target !== null) onGo(target); }}>
            <span className="cut">{title}</span>{target !== null && <small>{target + 1}</small>}
          </button>
        </li>
      ))}
    </ol>
  );
}

/** The last line that begins on this page or before it. */
export function chapterAt(items: readonly Pick<OutlineRow, 'page'>[], page: number): number {
  return items.reduce((best, item, index) => (item.page !== null && item.page <= page && item.page >= (items[best]?.page ?? -1) ? index : best), -1);
}
