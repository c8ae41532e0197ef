/** A paged material: tools, thumbnails, and the pages one scrolls through. Only pages near the view are loaded. */
import { useState } from 'react';
import type { MaterialLook } from '../../ipc/generated/MaterialLook';
import type { MediaUrls } from '../../ipc/media';
import { useWindowHeight } from '../../shared/useWindow';
import { words } from '../../words';
import { PageImage } from './PageImage';
import { PageTools } from './PageTools';
import { Thumbs } from './Thumbs';
import { usePages } from './usePages';
import { useSettled } from './useSettled';

interface Props { look: MaterialLook; urls: MediaUrls; thumbs: boolean; onThumbs: () => void }

export function PagesView({ look, urls, thumbs, onThumbs }: Props) {
  const pages = usePages(look.id, look.pages);
  const tall = useWindowHeight() >= 1000;
  const [pixels] = useState(() => window.devicePixelRatio);
  const widths = useSettled(pages.places);
  const [first, last] = pages.near;
  const shown = pages.places.slice(first, last + 1).map((place, index) => ({ place, at: first + index }));
  // Pages are drawn one after the other, in the order in which they are asked for: the one that is read comes first.
  shown.sort((one, other) => Math.abs(one.at - pages.page) - Math.abs(other.at - pages.page));
  return (
    <>
      <PageTools pages={pages} thumbs={thumbs} onThumbs={onThumbs} />
      <div className="reader-body">
        {thumbs && <Thumbs material={look.id} sizes={look.pages} page={pages.page} width={tall ? 84 : 60} urls={urls} onGo={pages.goTo} />}
        <div className="view" ref={pages.attach} tabIndex={0} role="document" aria-label={look.name} data-testid="pages">
          <div className="pages" style={{ height: pages.height }}>
            {shown.map(({ place, at }) => (
              <div key={at} className="page" style={{ top: place.top, width: place.width, height: place.height }} data-testid={`page-${String(at + 1)}`}>
                <PageImage source={urls.page(look.id, at, Math.round((widths[at]?.width ?? place.width) * pixels))} label={words.reader.pageLabel(at + 1)} />
              </div>
            ))}
          </div>
        </div>
      </div>
    </>
  );
}
