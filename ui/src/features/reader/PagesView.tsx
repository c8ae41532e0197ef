/** A paged material: tools, thumbnails or contents, and the pages one scrolls through. Only pages near the view are loaded. */
import { useEffect, useEffectEvent, useMemo, useRef, useState } from 'react';
import type { MaterialLook } from '../../ipc/generated/MaterialLook';
import type { MediaUrls } from '../../ipc/media';
import { useTellingWords } from '../../shared/selectedWords';
import { useWindowHeight } from '../../shared/useWindow';
import { useDevice } from '../../shared/useZoom';
import { words } from '../../words';
import { copied } from './copied';
import { POINTS, type Turns } from './layout';
import { Once } from './once';
import { Outline } from './Outline';
import { Page } from './Page';
import { PageTools } from './PageTools';
import type { Box, ReadingPlace } from '../../shared/place';
import { hasOwnSelection } from './readerKeys';
import type { Side } from './side';
import { Thumbs } from './Thumbs';
import { beginning } from './turning';
import { useNote } from './useNote';
import { usePages, type Pages } from './usePages';
import { useReaderKeys } from './useReaderKeys';
import type { Selected } from './useSelecting';
import { useSettled } from './useSettled';

const TEXT = words.reader;
const NOTHING: readonly never[] = [];
/** Where on the screen a box comes to lie that one goes to: this share of the view above it. */
const ABOVE = 0.25;
const gone = new Once();
const found = new Once();

export interface MaterialProps {
  look: MaterialLook;
  urls: MediaUrls;
  side: Side;
  onSide: (side: Side) => void;
  /** Where to go in this material, and the number of the going. */
  place: ReadingPlace | undefined;
  turn: number;
}

export function PagesView({ look, urls, side, onSide, place, turn }: MaterialProps) {
  const device = useDevice();
  const scale = useMemo(() => ({ ...POINTS, device }), [device]);
  const pages = usePages(look, scale);
  const tall = useWindowHeight() >= 1000;
  const settled = useSettled(pages.places);
  const [selected, setSelected] = useState<Selected>();
  const [note, say] = useNote();
  const number = useRef<HTMLInputElement>(null);
  const reveal = useReveal(pages);
  useGoing(pages, place, turn, reveal);
  useKeys(pages, selected, say, number);
  useTellingWords(selected?.quote ?? '');
  const [first, last] = pages.near;
  const shown = pages.places.map((one, at) => ({ one, at })).filter(({ at }) => (at >= first && at <= last) || at === pages.heading);
  // Pages are drawn one after the other, in the order in which they are asked for: the one that is read comes first.
  shown.sort((one, other) => Math.abs(one.at - pages.page) - Math.abs(other.at - pages.page));
  const { turns } = pages.manner;
  const wordless = () => { say(TEXT.scanned); };
  const arrive = (at: number, box: Box | undefined) => { if (box) reveal(at, box, turns); else wordless(); };
  return (
    <>
      <PageTools material={look.id} pages={pages} side={side} onSide={onSide} number={number} />
      <div className="reader-body">
        {side === 'thumbs' && <Thumbs material={look.id} sizes={look.pages} turns={turns} page={pages.page} width={tall ? 96 : 72} device={device} urls={urls} onGo={pages.jump} />}
        {side === 'outline' && <Outline material={look.id} page={pages.page} onGo={pages.jump} />}
        <div className="view" ref={pages.attach} tabIndex={0} role="document" aria-label={look.name} data-testid="pages">
          <div className="pages" style={pages.extent}>
            {shown.map(({ one, at }) => (
              <Page key={at} material={look.id} page={at} urls={urls} turns={turns} place={one} settled={settled[at] ?? one} window={pages.window} device={device} read={at === pages.page}
                sought={place?.words ?? NOTHING} arrived={place?.page === at ? place.boxes ?? NOTHING : NOTHING} turn={turn}
                selected={selected?.page === at ? selected : undefined} onSelected={setSelected} onWordless={wordless} onLink={pages.jump}
                onFound={place?.page === at && place.boxes === undefined ? (box) => { if (found.first(place, turn)) arrive(at, box); } : undefined} />
            ))}
          </div>
        </div>
        {note !== undefined && <p className="view-note" role="status">{note}</p>}
      </div>
    </>
  );
}

/** Brings a box of a page into the upper part of the view. */
function useReveal({ places, view, jump }: Pages) {
  return (page: number, box: Box, turns: Turns) => {
    const at = places[page];
    if (at) jump(page, beginning(box, turns).y - (ABOVE * view.height) / at.height);
  };
}

/** Goes where one was sent, once for every number. */
function useGoing(pages: Pages, place: ReadingPlace | undefined, turn: number, reveal: ReturnType<typeof useReveal>): void {
  const ready = pages.view.height > 0;
  const go = useEffectEvent(() => {
    if (!ready || place?.page === undefined || !gone.first(place, turn)) return;
    const [box] = place.boxes ?? [];
    if (box) reveal(place.page, box, pages.manner.turns);
    else pages.jump(place.page);
  });
  useEffect(() => { go(); }, [place, turn, ready]);
}

function useKeys(pages: Pages, selected: Selected | undefined, say: (text: string) => void, number: React.RefObject<HTMLInputElement | null>): void {
  useReaderKeys((key) => {
    switch (key) {
      case 'back': case 'forward': pages.step(key); return true;
      case 'larger': pages.zoom(1); return true;
      case 'smaller': pages.zoom(-1); return true;
      case 'fit': pages.setManner({ fit: { kind: 'width' } }); return true;
      case 'down': pages.leaf(1); return true;
      case 'up': pages.leaf(-1); return true;
      case 'turn': pages.setManner({ turns: ((pages.manner.turns + 1) % 4) as Turns }); return true;
      case 'page': number.current?.focus(); return true;
      case 'copy':
        if (!selected || selected.quote === '' || hasOwnSelection()) return false;
        say(copied(selected));
        return true;
    }
  });
}
