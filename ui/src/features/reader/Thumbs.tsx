/** Small pages beside the reader; only those in view are loaded. */
import { useCallback, useEffect, useRef, useState } from 'react';
import type { MediaUrls } from '../../ipc/media';
import type { PageSize } from '../../ipc/generated/PageSize';
import { useSize } from '../../shared/useSize';
import { words } from '../../words';
import { PageImage } from './PageImage';

interface Props { material: string; sizes: readonly PageSize[]; page: number; width: number; urls: MediaUrls; onGo: (page: number) => void }

const LABEL = 18;
const BETWEEN = 4;

export function Thumbs({ material, sizes, page, width, urls, onGo }: Props) {
  const [measure, view] = useSize();
  const [top, setTop] = useState(0);
  const box = useRef<HTMLElement>(null);
  const attach = useCallback((node: HTMLElement | null) => { box.current = node; return measure(node); }, [measure]);
  const first = sizes[0] ?? { width: 595, height: 842 };
  const height = Math.round((width * first.height) / first.width);
  const row = height + LABEL + BETWEEN;
  useEffect(() => {
    const element = box.current;
    if (!element) return;
    const at = page * row;
    if (at < element.scrollTop || at + row > element.scrollTop + element.clientHeight) element.scrollTop = at - row;
  }, [page, row]);
  const from = Math.max(0, Math.floor(top / row) - 2);
  const to = Math.min(sizes.length - 1, Math.ceil((top + view.height) / row) + 2);
  const device = Math.round(width * window.devicePixelRatio);
  const shown = Array.from({ length: Math.max(0, to - from + 1) }, (_, index) => from + index);
  return (
    <nav className="thumbs" aria-label={words.reader.thumbs} ref={attach} onScroll={(event) => { setTop(event.currentTarget.scrollTop); }}>
      <div style={{ height: sizes.length * row + 8, position: 'relative' }}>
        {shown.map((at) => (
          <button key={at} type="button" className={at === page ? 'plain on' : 'plain'} style={{ top: 8 + at * row, width }} aria-label={words.reader.pageLabel(at + 1)} aria-current={at === page} onClick={() => { onGo(at); }}>
            <span className="thumb" style={{ height }}><PageImage source={urls.page(material, at, device)} label="" failed="" /></span>{at + 1}
          </button>
        ))}
      </div>
    </nav>
  );
}
