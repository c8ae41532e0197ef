/** The scrolling view of a paged material: how pages are shown, the page being read, going to a page, what to load. */
import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { MaterialLook } from '../../ipc/generated/MaterialLook';
import type { ReadingSpot } from '../../ipc/generated/ReadingSpot';
import { useSize, type Size } from '../../shared/useSize';
import { between, extentOf, GAP, LEAST_ZOOM, MOST_ZOOM, pageAt, percentOf, placesOf, rowOf, type Extent, type Fit, type InView, type Manner, type Place, type Scale, type Turns } from './layout';
import { keepSpot, spotOf, writeSpot } from './spots';
import { useHeading } from './useHeading';
import { jumped, NO_TRAIL, stepped, type Trail } from './trail';

export interface Pages {
  manner: Manner;
  setManner: (change: Partial<Manner>) => void;
  percent: number;
  zoom: (direction: 1 | -1) => void;
  page: number;
  count: number;
  /** Turns to a page: one step, no jump. */
  goTo: (page: number) => void;
  /** Goes somewhere one may want to come back from; `share` is how far down the page, 0 to 1. */
  jump: (page: number, share?: number) => void;
  /** A screenful on or back. */
  leaf: (direction: 1 | -1) => void;
  trail: Trail<Spot>;
  step: (direction: 'back' | 'forward') => void;
  places: readonly Place[];
  extent: Extent;
  /** Pages worth loading. */
  near: [number, number];
  /** A page one is on the way to: loaded where it lies, and gone to once its picture is there. */
  heading: number | undefined;
  /** What of the pages is in view. */
  window: InView;
  view: Size;
  attach: (element: HTMLDivElement | null) => (() => void) | undefined;
}

/** Where in a material one is reading: the page and how far down it. */
export interface Spot { page: number; share: number }

const TOP: Spot = { page: 0, share: 0 };
const ZOOM_STEP = 10;
/** Above this zoom a step is larger, so that 400 % is not thirty clicks away. */
const COARSE_FROM = 200;
const COARSE_STEP = 25;

export function usePages(look: MaterialLook, scale: Scale): Pages {
  const { id: material, pages, spot: stored } = look;
  const [manner, setOwnManner] = useState<Manner>(() => mannerOf(spotOf(material, stored)));
  const [trail, setTrail] = useState<Trail<Spot>>(NO_TRAIL);
  const [measure, view] = useSize();
  const [scroll, setScroll] = useState({ left: 0, top: 0 });
  const element = useRef<HTMLDivElement>(null);
  const spot = useRef<Spot>({ page: spotOf(material, stored).page, share: spotOf(material, stored).share / 10_000 });
  const places = useMemo(() => placesOf(pages, manner, view, scale), [pages, manner, view, scale]);
  const placed = useRef(places);
  const page = pageAt(places, scroll.top, view.height);
  // One screen ahead and behind is loaded too, so that turning a page finds it there.
  const near = between(places, scroll.top - view.height, scroll.top + 2 * view.height);
  const loaded = useRef(near);
  useLayoutEffect(() => { loaded.current = near; });

  // Another fit or size moves every page; the spot being read stays where it was.
  useLayoutEffect(() => {
    placed.current = places;
    const place = places[spot.current.page];
    if (element.current && place && view.height > 0) {
      element.current.scrollTop = spot.current.page === 0 && spot.current.share <= 0 ? 0 : place.top + spot.current.share * place.height;
      // A page wider than the view is shown from its middle, as it was before it grew.
      element.current.scrollLeft = Math.max(0, (extentOf(places).width - view.width) / 2);
    }
  }, [places, view.height, view.width]);

  const attach = useCallback((node: HTMLDivElement | null) => {
    element.current = node;
    const stop = measure(node);
    const scrolled = () => {
      if (!node) return;
      setScroll({ left: node.scrollLeft, top: node.scrollTop });
      spot.current = spotAt(placed.current, node.scrollTop, node.clientHeight);
      keepSpot(material, { page: spot.current.page, share: Math.round(spot.current.share * 10_000) }, stored);
    };
    node?.addEventListener('scroll', scrolled, { passive: true });
    return () => { node?.removeEventListener('scroll', scrolled); stop?.(); };
  }, [measure, material, stored]);

  useEffect(() => () => { writeSpot(material); }, [material]);

  const move = useCallback(({ page: next, share }: Spot) => {
    const place = placed.current[next];
    if (!place) return;
    spot.current = { page: next, share: share - GAP / place.height };
    if (!element.current) return;
    element.current.scrollTop = place.top + share * place.height - GAP;
    // The event that tells of it comes a frame later; the page is wanted now.
    setScroll({ left: element.current.scrollLeft, top: element.current.scrollTop });
  }, []);
  const { target: heading, head } = useHeading(element, move);
  const show = useCallback(({ page: wanted, share }: Spot) => {
    const next = Math.min(placed.current.length - 1, Math.max(0, wanted));
    const [first, last] = loaded.current;
    const isLoaded = next >= first && next <= last;
    head(isLoaded ? undefined : { page: next, share });
    if (isLoaded) move({ page: next, share });
  }, [move, head]);
  const jump = useCallback((next: number, share = 0) => {
    setTrail((now) => jumped(now, spot.current));
    show({ page: next, share });
  }, [show]);
  const step = (direction: 'back' | 'forward') => {
    const [target, next] = stepped(trail, spot.current, direction) ?? [];
    if (target && next) {
      setTrail(next);
      const place = placed.current[target.page];
      show({ page: target.page, share: target.share + (place ? GAP / place.height : 0) });
    }
  };
  const setManner = useCallback((change: Partial<Manner>) => {
    setOwnManner((now) => {
      const next = { ...now, ...change };
      keepSpot(material, spotOfManner(next), stored);
      return next;
    });
  }, [material, stored]);
  const row = rowOf(pages, page, manner);
  const percent = row.length > 0 ? Math.round(percentOf(manner.fit, row, view, scale)) : 100;
  const zoom = (direction: 1 | -1) => {
    const by = percent + direction > COARSE_FROM ? COARSE_STEP : ZOOM_STEP;
    const next = Math.round((percent + direction * by) / by) * by;
    setManner({ fit: { kind: 'zoom', percent: Math.min(MOST_ZOOM, Math.max(LEAST_ZOOM, next)) } });
  };
  const window = { left: scroll.left, top: scroll.top, right: scroll.left + view.width, bottom: scroll.top + view.height };
  const leaf = (direction: 1 | -1) => { if (element.current) element.current.scrollTop += direction * Math.max(40, view.height - 60); };
  const goTo = (next: number) => { show({ page: next, share: 0 }); };
  return { manner, setManner, percent, zoom, page, count: pages.length, goTo, jump, leaf, trail, step, places, extent: extentOf(places), near, heading: heading?.page, window, view, attach };
}

function spotAt(places: readonly Place[], scrollTop: number, viewHeight: number): Spot {
  const page = pageAt(places, scrollTop, viewHeight);
  const place = places[page];
  return place && place.height > 0 ? { page, share: (scrollTop - place.top) / place.height } : TOP;
}

function mannerOf({ fit, percent, turns, twoUp }: ReadingSpot): Manner {
  const chosen: Fit = fit === 'zoom' ? { kind: 'zoom', percent } : { kind: fit };
  return { fit: chosen, turns: (turns % 4) as Turns, twoUp };
}

function spotOfManner({ fit, turns, twoUp }: Manner): Partial<ReadingSpot> {
  return { fit: fit.kind, percent: fit.kind === 'zoom' ? fit.percent : 100, turns, twoUp };
}
