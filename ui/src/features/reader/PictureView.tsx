/** One picture, fitted to the view or in its own size. */
import { useState } from 'react';
import type { MaterialLook } from '../../ipc/generated/MaterialLook';
import type { MediaUrls } from '../../ipc/media';
import { useSize } from '../../shared/useSize';
import { words } from '../../words';
import { PageImage } from './PageImage';

const MARGIN = 24;

export function PictureView({ look, urls }: { look: MaterialLook; urls: MediaUrls }) {
  const [measure, view] = useSize();
  const [wide, setWide] = useState(true);
  const own = look.pages[0]?.width ?? view.width;
  const width = Math.max(80, wide ? Math.min(view.width - MARGIN, own) : own);
  const device = Math.round(width * window.devicePixelRatio);
  return (
    <>
      <div className="bar tools">
        <button type="button" className={wide ? 'plain tool on' : 'plain tool'} aria-pressed={wide} onClick={() => { setWide(true); }}>{words.reader.fitWidth}</button>
        <button type="button" className={wide ? 'plain tool' : 'plain tool on'} aria-pressed={!wide} onClick={() => { setWide(false); }}>{words.reader.percent(100)}</button>
      </div>
      <div className="view picture" ref={measure} tabIndex={0} role="document" aria-label={look.name}>
        {view.width > 0 && <div style={{ width }} className="picture-box"><PageImage source={urls.image(look.id, device)} label={look.name} failed={words.reader.pictureFailed} /></div>}
      </div>
    </>
  );
}
