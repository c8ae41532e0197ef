/** One page: its pixels and what lies over them. */
import { useEffect, useEffectEvent, useState } from 'react';
import type { MediaUrls } from '../../ipc/media';
import type { InView, Place, Turns } from './layout';
import { PageLayer } from './PageLayer';
import { PagePixels } from './PagePixels';
import { boxesOf, find } from './pageText';
import type { Box } from '../../shared/place';
import { usePageLinks, usePageText } from './usePageText';
import { useSelecting, type Selected } from './useSelecting';

interface Props {
  material: string;
  page: number;
  urls: MediaUrls;
  turns: Turns;
  place: Place;
  settled: Place;
  window: InView;
  device: number;
  /** Whether this is the page that is being read. */
  read: boolean;
  sought: readonly string[];
  arrived: readonly Box[];
  turn: number;
  selected: Selected | undefined;
  onSelected: (selected: Selected | undefined) => void;
  onWordless: () => void;
  onLink: (page: number) => void;
  /** Told where the first of the sought words stands, on the page somebody went to for them; nothing when the page has no words. */
  onFound: ((box: Box | undefined) => void) | undefined;
}

const NOTHING: readonly Box[] = [];

export function Page({ material, page, urls, turns, place, settled, window, device, read, sought, arrived, turn, selected, onSelected, onWordless, onLink, onFound }: Props) {
  const [touched, setTouched] = useState(false);
  const seen = place.top < window.bottom && place.top + place.height > window.top;
  const words = usePageText(material, page, touched || (seen && sought.length > 0));
  const links = usePageLinks(material, page, touched || read);
  const found = words && sought.length > 0 ? find(words, sought).flatMap((stretch) => boxesOf(words, stretch)) : NOTHING;
  const first = found[0];
  const wordless = words?.length === 0;
  const tell = useEffectEvent(() => { if (sought.length > 0 && (first || wordless)) onFound?.(first); });
  useEffect(() => { tell(); }, [first, wordless, turn]);
  const selecting = useSelecting({ material, page, turns, words, onSelected, onWordless });
  return (
    <div className={words && words.length > 0 ? 'page wordy' : 'page'} style={{ left: place.left, top: place.top, width: place.width, height: place.height }} data-page={page} data-testid={`page-${String(page + 1)}`} onPointerEnter={() => { setTouched(true); }} {...selecting}>
      <PagePixels material={material} page={page} urls={urls} turns={turns} place={place} settled={settled} window={seen ? window : undefined} device={device} />
      <PageLayer material={material} page={page} shown={place} turns={turns} found={found} arrived={arrived} turn={turn} selected={selected?.boxes ?? NOTHING} links={links} onLink={onLink} />
    </div>
  );
}
