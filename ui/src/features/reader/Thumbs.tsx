/** Small pages beside the reader; only those in view are loaded. */
import { useCallback, useEffect, useRef, useState } from 'react';
import type { MediaUrls } from '../../ipc/media';
import type { PageSize } from '../../ipc/generated/PageSize';
import { useSize } from '../../shared/useSize';
import { words } from '../../words';
import { turned, type Turns } from './layout';
import { PageImage } from './PageImage';

interface Props { material: string; sizes: readonly PageSize[]; turns: Turns; page: number; width: number; device: number; urls: MediaUrls; onGo: (page: number) => void }

const LABEL = 18;
const BETWEEN = 4;
/** The border around a small page. */
const EDGE = 2;

export function Thumbs({ material, sizes, turns, page, width, device, urls, onGo }: Props) {
  const [measure, view] = useSize();
  const [top, setTop] = useState(0);
  const box = useRef<HTMLElement>(null);
  const attach = useCallback((node: HTMLElement | null) => { box.current = node; return measure(node); }, [measure]);
  const first = turned(sizes[0] ?? { width: 595, height: 842 }, turns);
  // In whole device pixels, and the picture in its own size: scaled by a hair, small text smears.
  const pixels = Math.round(width * device);
  const height = Math.round((pixels * first.height) / first.width) / device;
  const row = Math.ceil(height) + EDGE + LABEL + BETWEEN;
  useEffect(() => {
    const element = box.current;
    if (!element) return;
    const at = page * row;
    if (at < element.scrollTop || at + row > element.scrollTop + element.clientHeight) element.scrollTop = at - row;
  }, [page, row]);
  const from = Math.max(0, Math.floor(top / row) - 2);
  const to = Math.min(sizes.length - 1, Math.ceil((top + view.height) / row) + 2);
  const shown = Array.from({ length: Math.max(0, to - from + 1) }, (_, index) => from + index);
  const left = Math.max(0, Math.floor((view.width - width - EDGE) / 2));
  return (
    <nav className="thumbs" style={{ width: width + 28 }} aria-label={words.reader.thumbs} ref={attach} onScroll={(event) => { setTop(event.currentTarget.scrollTop); }}>
      <div style={{ height: sizes.length * row + 8, position: 'relative' }}>
        {shown.map((at) => (
          <button key={at} type="button" className={at === page ? 'plain on' : 'plain'} style={{ left, top: 8 + at * row, width: width + EDGE }} aria-label={words.reader.pageLabel(at + 1)} aria-current={at === page} onClick={() => { onGo(at); }}>
            <span className="thumb" style={{ width: width + EDGE, height: height + EDGE }}><PageImage key={turns} source={urls.page(material, at, pixels, turns)} label="" failed="" style={{ width: pixels / device }} /></span>{at + 1}
          </button>
        ))}
      </div>
    </nav>
  );
}
