/** One picture: fitted or enlarged, turned, moved by dragging. What others draw lies over it as over a page. */
import { useMemo, useRef, useState, type PointerEvent } from 'react';
import { useDevice } from '../../shared/useZoom';
import { words } from '../../words';
import { layerStyle } from './turning';
import { PageImage } from './PageImage';
import { PageLayer } from './PageLayer';
import { OverlayTools } from './OverlayTools';
import { useOverlay } from '../../shared/overlay';
import { Tool } from './Tool';
import type { Turns } from './layout';
import type { MaterialProps } from './PagesView';
import { usePages } from './usePages';
import { useReaderKeys } from './useReaderKeys';
import { useSelecting, type Selected } from './useSelecting';
import { useSettled } from './useSettled';

const TEXT = words.reader;
const NOTHING: readonly never[] = [];
const NO_WORDS = { lines: [], length: 0, copying: true };
/** Pixels of the bitmap that is asked for at most: 64 MB in memory. */
const MOST_PIXELS = 16_000_000;

export function PictureView({ look, urls, place, turn }: MaterialProps) {
  const device = useDevice();
  // At 100 % one pixel of the picture is one pixel of the screen.
  const scale = useMemo(() => ({ unit: 1 / device, device }), [device]);
  const pages = usePages(look, scale);
  const { manner: { fit, turns }, setManner } = pages;
  const [selected, setSelected] = useState<Selected>();
  const overlay = useOverlay();
  const selecting = useSelecting({ material: look.id, page: 0, turns, words: NO_WORDS, onSelected: setSelected, onWordless: () => undefined });
  const pan = usePan();
  const settled = useSettled(pages.places)[0];
  useReaderKeys((key) => {
    switch (key) {
      case 'larger': pages.zoom(1); return true;
      case 'smaller': pages.zoom(-1); return true;
      case 'fit': setManner({ fit: { kind: 'page' } }); return true;
      case 'turn': setManner({ turns: ((turns + 1) % 4) as Turns }); return true;
      case 'down': pages.leaf(1); return true;
      case 'up': pages.leaf(-1); return true;
      default: return false;
    }
  });
  const at = pages.places[0];
  const own = look.pages[0];
  const marking = overlay.marking === true;
  return (
    <>
      <div className="bar tools" role="toolbar" aria-label={TEXT.document}>
        <Tool text="−" label={TEXT.zoomOut} act={() => { pages.zoom(-1); }} />
        <span className="percent" data-testid="zoom">{TEXT.percent(pages.percent)}</span>
        <Tool text="＋" label={TEXT.zoomIn} act={() => { pages.zoom(1); }} />
        <Tool text={TEXT.fitWidth} on={fit.kind === 'width'} act={() => { setManner({ fit: { kind: 'width' } }); }} />
        <Tool text={TEXT.fitPage} on={fit.kind === 'page'} act={() => { setManner({ fit: { kind: 'page' } }); }} />
        <Tool text={TEXT.percent(100)} label={TEXT.ownSize} on={fit.kind === 'zoom' && fit.percent === 100} act={() => { setManner({ fit: { kind: 'zoom', percent: 100 } }); }} /><hr />
        <Tool icon="turn" label={TEXT.turn} act={() => { setManner({ turns: ((turns + 1) % 4) as Turns }); }} />
        <span className="grow" />
        <OverlayTools where={() => ({ material: look.id, page: 0 })} />
      </div>
      <div className="view" ref={pages.attach} tabIndex={0} role="document" aria-label={look.name} data-testid="picture">
        {at && own && (
          <div className="pages" style={pages.extent}>
            <div className={marking ? 'page' : 'page movable'} style={{ left: at.left, top: at.top, width: at.width, height: at.height }} {...panOr(pan, selecting, marking)}>
              <div className="layer-image" style={layerStyle(at, turns)}><PageImage source={urls.image(look.id, bitmapWidth(own, (turns % 2 === 1 ? settled?.height : settled?.width) ?? at.width, device))} label={look.name} failed={TEXT.pictureFailed} /></div>
              <PageLayer material={look.id} page={0} shown={at} turns={turns} found={NOTHING} arrived={place?.boxes ?? NOTHING} turn={turn} selected={selected?.boxes ?? NOTHING} links={NOTHING} onLink={() => undefined} />
            </div>
          </div>
        )}
      </div>
    </>
  );
}

/** Width to ask for: what is shown, no more than there is, and never more than is sensible to hold. */
export function bitmapWidth(own: { width: number; height: number }, shown: number, device: number): number {
  const most = Math.sqrt((MOST_PIXELS * own.width) / own.height);
  return Math.max(1, Math.round(Math.min(own.width, shown * device, most)));
}

/** Dragging moves the picture, unless an area is being marked. */
function panOr(pan: ReturnType<typeof usePan>, selecting: ReturnType<typeof useSelecting>, marking: boolean) {
  const marks = (event: PointerEvent<HTMLElement>) => marking || event.altKey;
  return {
    onPointerDown: (event: PointerEvent<HTMLElement>) => { (marks(event) ? selecting : pan).onPointerDown(event); },
    onPointerMove: (event: PointerEvent<HTMLElement>) => { pan.onPointerMove(event); selecting.onPointerMove(event); },
    onPointerUp: (event: PointerEvent<HTMLElement>) => { pan.onPointerUp(); selecting.onPointerUp(event); },
  };
}

function usePan() {
  const drag = useRef<{ x: number; y: number }>(undefined);
  return {
    onPointerDown: (event: PointerEvent<HTMLElement>) => {
      if (event.button !== 0 || (event.target instanceof Element && event.target.closest('button, [data-own-pointer]'))) return;
      drag.current = { x: event.clientX, y: event.clientY };
      event.currentTarget.setPointerCapture(event.pointerId);
    },
    onPointerMove: (event: PointerEvent<HTMLElement>) => {
      const view = event.currentTarget.closest('.view');
      if (!drag.current || !view) return;
      view.scrollBy(drag.current.x - event.clientX, drag.current.y - event.clientY);
      drag.current = { x: event.clientX, y: event.clientY };
    },
    onPointerUp: () => { drag.current = undefined; },
  };
}
