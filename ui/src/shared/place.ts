/**
 * A place in a dossier that one can go to: a page, words on it, an area of it, a moment of a film.
 *
 * Not where one happens to be scrolled to (that is `usePages`). The one rule: boxes are in ten-thousandths of the page as it
 * lies unturned, so that they hold at every zoom and turn.
 */
import { createContext, useContext } from 'react';

/** An area of an unturned page, in ten-thousandths of its width and height from the top left corner. */
export interface Box { left: number; top: number; right: number; bottom: number }

export interface ReadingPlace {
  /** Material id. */
  material: string;
  /** From 0; none for a film, and for a material as a whole. */
  page?: number;
  /** Areas that flash up when one arrives. */
  boxes?: readonly Box[];
  /** A moment of a film, in milliseconds. */
  filmMs?: number;
  /** Words to mark on the page. */
  words?: readonly string[];
}

/** What an expert said of an entry as a whole. */
export type Said = 'comment' | 'toChair';

/** Goes to an entry, and there to a criterion, to a place in its dossier or to what was said of it. Asking for the same place twice goes there twice. */
export type GoTo = (entry: string, criterion: string | undefined, place?: ReadingPlace, said?: Said) => void;

/** The expert's desk puts its own in here; chips, hits and lists call it from wherever they are. */
export const GoToContext = createContext<GoTo>(() => undefined);

export function useGoTo(): GoTo {
  return useContext(GoToContext);
}
