/**
 * What others draw on the pages of the reader, and what the reader tells them.
 *
 * Not the reader's own marks (found words, flashing boxes). The one rule: a layer is drawn in the coordinates of the unturned
 * page and turned with it, so a mark is placed by percentages (`styleOf`) and never asks about zoom or turn.
 */
import { createContext, useContext, type CSSProperties, type ReactNode } from 'react';
import type { Box, ReadingPlace } from './place';

/** What was selected on a page: words with their boxes, or an area without words. */
export interface PageSelection {
  kind: 'words' | 'area';
  material: string;
  /** From 0. */
  page: number;
  /** One box per line of words; exactly one for an area. */
  boxes: readonly Box[];
  /** The words; empty for an area. */
  quote: string;
  /** Where on the screen the selection ends, for placing what pops up beside it. */
  anchor: { x: number; y: number };
}

export interface ReaderOverlay {
  /** Drawn over each page (a picture is page 0). The layer lets the pointer through; a child that wants it sets `pointer-events: auto`. */
  renderPage?: (material: string, page: number) => ReactNode;
  /** Drawn at the end of the tools of pages, pictures and films; `where` says where one is when it is called. */
  renderTools?: (where: () => ReadingPlace) => ReactNode;
  /** Below a film. */
  renderFilm?: (material: string, seek: (ms: number) => void) => ReactNode;
  /** Words were selected or an area drawn; nothing when the selection was given up. */
  onSelect?: (selection: PageSelection | undefined) => void;
  /** While set, dragging draws an area instead of selecting words (holding Alt always does). */
  marking?: boolean;
}

export const OverlayContext = createContext<ReaderOverlay>({});

export function useOverlay(): ReaderOverlay {
  return useContext(OverlayContext);
}

/** Places a mark within the layer of its page. */
export function styleOf(box: Box): CSSProperties {
  const share = (value: number) => `${String(value / 100)}%`;
  return { position: 'absolute', left: share(box.left), top: share(box.top), width: share(box.right - box.left), height: share(box.bottom - box.top) };
}
