/**
 * Selecting on a page with the pointer: words by dragging, a word by double click, an area with Alt or the marking tool.
 *
 * The browser's own selection is of no use here: a page is a picture. The one rule: what is selected is told in coordinates
 * of the unturned page.
 */
import { useRef, type PointerEvent } from 'react';
import type { Turns } from './layout';
import { useOverlay, type PageSelection } from '../../shared/overlay';
import { boxesOf, caretAt, ordered, quoteOf, wordAt, type Stretch, type Words } from './pageText';
import type { Box } from '../../shared/place';
import { boxBetween, onPage, type Point } from './turning';

/** What is selected on a page: words, or an area. */
export interface Selected { page: number; stretch?: Stretch; boxes: readonly Box[]; quote: string; copying: boolean }

interface Asked {
  material: string;
  page: number;
  turns: Turns;
  words: Words | undefined;
  onSelected: (selected: Selected | undefined) => void;
  /** Somebody tried to select on a page without words. */
  onWordless: () => void;
}

/** A smaller movement, in pixels, is a click. */
const SLIP = 3;
/** A smaller area, in ten-thousandths, is a slip. */
const LEAST_AREA = 40;

interface Drag { from: Point; caret: number; screen: Point; area: boolean; moved: boolean }

export function useSelecting({ material, page, turns, words, onSelected, onWordless }: Asked) {
  const overlay = useOverlay();
  const drag = useRef<Drag>(undefined);
  const last = useRef<Selected>(undefined);
  const tell = (selected: Selected | undefined) => { last.current = selected; onSelected(selected); };
  const at = (event: PointerEvent<HTMLElement> | React.MouseEvent<HTMLElement>) => onPage(event.currentTarget.getBoundingClientRect(), { x: event.clientX, y: event.clientY }, turns);
  const say = (event: { clientX: number; clientY: number }, kind: PageSelection['kind'], selected: Selected) => {
    overlay.onSelect?.({ kind, material, page, boxes: selected.boxes, quote: selected.quote, anchor: { x: event.clientX, y: event.clientY } });
  };

  const onPointerDown = (event: PointerEvent<HTMLElement>) => {
    if (event.button !== 0 || isSomebodyElses(event.target)) return;
    const from = at(event);
    drag.current = { from, caret: words ? caretAt(words, from) : 0, screen: { x: event.clientX, y: event.clientY }, area: event.altKey || overlay.marking === true, moved: false };
    if (typeof event.currentTarget.setPointerCapture === 'function') event.currentTarget.setPointerCapture(event.pointerId);
  };
  const onPointerMove = (event: PointerEvent<HTMLElement>) => {
    const now = drag.current;
    if (!now) return;
    now.moved ||= Math.hypot(event.clientX - now.screen.x, event.clientY - now.screen.y) > SLIP;
    if (!now.moved) return;
    if (now.area) tell({ page, boxes: [boxBetween(now.from, at(event))], quote: '', copying: words?.copying ?? true });
    else if (words) tell(stretchOf(page, words, ordered(now.caret, caretAt(words, at(event)))));
  };
  const onPointerUp = (event: PointerEvent<HTMLElement>) => {
    const now = drag.current;
    drag.current = undefined;
    if (!now) return;
    const selected = last.current;
    if (!now.moved) {
      if (event.detail < 2) giveUp();
    } else if (now.area) {
      const [box] = selected?.boxes ?? [];
      if (selected && box && box.right - box.left > LEAST_AREA && box.bottom - box.top > LEAST_AREA) say(event, 'area', selected);
      else giveUp();
    } else if (words?.length === 0) onWordless();
    else if (selected && selected.quote !== '') say(event, 'words', selected);
  };
  const onDoubleClick = (event: React.MouseEvent<HTMLElement>) => {
    if (isSomebodyElses(event.target) || !words) return;
    if (words.length === 0) { onWordless(); return; }
    const selected = stretchOf(page, words, wordAt(words, at(event)));
    tell(selected);
    if (selected.quote !== '') say(event, 'words', selected);
  };
  const giveUp = () => { tell(undefined); overlay.onSelect?.(undefined); };
  return { onPointerDown, onPointerMove, onPointerUp, onDoubleClick };
}

function stretchOf(page: number, words: Words, stretch: Stretch): Selected {
  return { page, stretch, boxes: boxesOf(words, stretch), quote: quoteOf(words, stretch), copying: words.copying };
}

/** A link, a note's mark or a button on the page takes its own clicks. */
function isSomebodyElses(target: EventTarget): boolean {
  return target instanceof Element && target.closest('button, a, input, textarea, [data-own-pointer]') !== null;
}
