/** The scrolling view of a paged material: fit, the page being read, going to a page, what to load. */
import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { PageSize } from '../../ipc/generated/PageSize';
import { useSize, type Size } from '../../shared/useSize';
import { between, GAP, heightOf, MOST_ZOOM, LEAST_ZOOM, pageAt, percentOf, placesOf, type Fit, type Place } from './layout';

export interface Pages {
  fit: Fit;
  setFit: (fit: Fit) => void;
  percent: number;
  zoom: (direction: 1 | -1) => void;
  page: number;
  count: number;
  goTo: (page: number) => void;
  places: readonly Place[];
  height: number;
  near: [number, number];
  view: Size;
  attach: (element: HTMLDivElement | null) => (() => void) | undefined;
}

/** Where in a material one was reading: the page and how far down it. */
interface Spot { page: number; share: number }

/** What was read last of each material while the window is open. */
const remembered = new Map<string, { spot: Spot; fit: Fit }>();
const TOP: Spot = { page: 0, share: 0 };
const ZOOM_STEP = 10;

export function usePages(material: string, pages: readonly PageSize[]): Pages {
  const [fit, setFitState] = useState<Fit>(() => remembered.get(material)?.fit ?? { kind: 'width' });
  const [measure, view] = useSize();
  const [scrollTop, setScrollTop] = useState(0);
  const element = useRef<HTMLDivElement>(null);
  const spot = useRef(remembered.get(material)?.spot ?? TOP);
  const places = useMemo(() => placesOf(pages, fit, view), [pages, fit, view]);
  const placed = useRef(places);
  const page = pageAt(places, scrollTop, view.height);

  // Another fit or size moves every page; the spot being read stays where it was.
  useLayoutEffect(() => {
    placed.current = places;
    const place = places[spot.current.page];
    if (element.current && place && view.height > 0) element.current.scrollTop = spot.current.page === 0 && spot.current.share <= 0 ? 0 : place.top + spot.current.share * place.height;
  }, [places, view.height]);

  const attach = useCallback((node: HTMLDivElement | null) => {
    element.current = node;
    const stop = measure(node);
    const scrolled = () => {
      if (!node) return;
      setScrollTop(node.scrollTop);
      spot.current = spotAt(placed.current, node.scrollTop, node.clientHeight);
    };
    node?.addEventListener('scroll', scrolled, { passive: true });
    return () => { node?.removeEventListener('scroll', scrolled); stop?.(); };
  }, [measure]);

  useEffect(() => () => { remembered.set(material, { spot: spot.current, fit }); }, [material, fit]);

  const goTo = (next: number) => {
    const place = places[Math.min(pages.length - 1, Math.max(0, next))];
    if (element.current && place) element.current.scrollTop = place.top - GAP;
  };
  const here = pages[page];
  const percent = here ? Math.round(percentOf(fit, here, view)) : 100;
  const zoom = (direction: 1 | -1) => {
    const next = Math.round((percent + direction * ZOOM_STEP) / ZOOM_STEP) * ZOOM_STEP;
    setFitState({ kind: 'zoom', percent: Math.min(MOST_ZOOM, Math.max(LEAST_ZOOM, next)) });
  };
  // One screen ahead and behind is loaded too, so that turning a page finds it there.
  const near = between(places, scrollTop - view.height, scrollTop + 2 * view.height);
  return { fit, setFit: setFitState, percent, zoom, page, count: pages.length, goTo, places, height: heightOf(places), near, view, attach };
}

function spotAt(places: readonly Place[], scrollTop: number, viewHeight: number): Spot {
  const page = pageAt(places, scrollTop, viewHeight);
  const place = places[page];
  return place && place.height > 0 ? { page, share: (scrollTop - place.top) / place.height } : TOP;
}
