/**
 * The words on a page: which one is under the pointer, what lies between two, where others stand.
 *
 * Places are caret positions, counted in characters (code points) over all lines of the page. The one rule: nothing here
 * knows of zoom or turn.
 */
import type { PageLine } from '../../ipc/generated/PageLine';
import type { Box } from '../../shared/place';
import type { Point } from './turning';

interface Line { chars: string[]; first: number; top: number; bottom: number; edges: readonly number[] }
/** `copying` is whether the organiser lets them be copied out of the program; selecting and quoting go on either way. */
export interface Words { lines: readonly Line[]; length: number; copying: boolean }
/** How much more a distance down the page counts than one across it. */
const ROWS_FIRST = 20;
/** Characters from `from` up to and without `to`. */
export interface Stretch { from: number; to: number }

export function wordsOf(lines: readonly PageLine[], copying = true): Words {
  let first = 0;
  const all = lines.map(({ text, top, bottom, edges }) => {
    const line: Line = { chars: Array.from(text), first, top, bottom, edges };
    first += line.chars.length;
    return line;
  });
  return { lines: all, length: first, copying };
}

/** The caret position nearest to a point of the unturned page. */
export function caretAt(words: Words, point: Point): number {
  const line = lineNear(words, point);
  if (!line) return 0;
  const { chars, edges, first } = line;
  const passed = chars.findIndex((_, index) => point.x < ((edges[2 * index] ?? 0) + (edges[2 * index + 1] ?? 0)) / 2);
  return first + (passed === -1 ? chars.length : passed);
}

/** The word nearest to a point, for a double click. */
export function wordAt(words: Words, point: Point): Stretch {
  const line = lineNear(words, point);
  if (!line) return { from: 0, to: 0 };
  const { chars, edges, first } = line;
  const under = chars.findIndex((_, index) => point.x < (edges[2 * index + 1] ?? 0));
  const inside = under === -1 ? chars.length - 1 : under;
  let start = 0;
  for (const { segment } of new Intl.Segmenter('zh', { granularity: 'word' }).segment(chars.join(''))) {
    const end = start + Array.from(segment).length;
    if (inside < end) return { from: first + start, to: first + end };
    start = end;
  }
  return { from: first, to: first };
}

function lineNear({ lines }: Words, { x, y }: Point): Line | undefined {
  let best: Line | undefined;
  let least = Infinity;
  for (const line of lines) {
    const distance = lineDistance(line, x, y);
    if (distance < least) [best, least] = [line, distance];
  }
  return best;
}

/** Being above or below a line counts more than being beside it, so that a drag down the margin follows the lines; not so much that it leaves its column for a line of the next. */
function lineDistance({ top, bottom, edges }: Line, x: number, y: number): number {
  const outside = (value: number, low: number, high: number) => Math.max(low - value, 0, value - high);
  return ROWS_FIRST * outside(y, top, bottom) + outside(x, edges[0] ?? 0, edges.at(-1) ?? 0);
}

export function ordered(one: number, other: number): Stretch {
  return { from: Math.min(one, other), to: Math.max(one, other) };
}

/** One box for each line that the stretch touches. */
export function boxesOf({ lines }: Words, { from, to }: Stretch): Box[] {
  const boxes: Box[] = [];
  for (const { first, chars, edges, top, bottom } of lines) {
    const [start, end] = [Math.max(from, first) - first, Math.min(to, first + chars.length) - first];
    if (start >= end) continue;
    const own = edges.slice(2 * start, 2 * end);
    boxes.push({ left: Math.min(...own), top, right: Math.max(...own), bottom });
  }
  return boxes;
}

/** The text of a stretch. Lines of Chinese are joined without anything between, others by a space: a PDF breaks lines anywhere. */
export function quoteOf({ lines }: Words, { from, to }: Stretch): string {
  let quote = '';
  for (const { first, chars } of lines) {
    const piece = chars.slice(Math.max(0, from - first), Math.max(0, to - first)).join('');
    if (piece === '') continue;
    quote += (quote === '' || wide(quote.at(-1)) || wide(piece[0]) ? '' : ' ') + piece;
  }
  return quote.replace(/\s+/g, ' ').trim();
}

function wide(char: string | undefined): boolean {
  return char !== undefined && /[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f]/.test(char);
}

/** Where words stand, wherever lines break: width of characters, case and white space do not count. */
export function find(words: Words, sought: readonly string[]): Stretch[] {
  const chars: string[] = [];
  const origin: number[] = [];
  for (const { first, chars: own } of words.lines) {
    own.forEach((char, index) => {
      for (const unit of folded(char)) {
        chars.push(unit);
        origin.push(first + index);
      }
    });
  }
  const text = chars.join('');
  return sought.map((word) => folded(word).join('')).filter((word) => word !== '').flatMap((word) => allOf(text, word, origin)).sort((one, other) => one.from - other.from);
}

function allOf(text: string, word: string, origin: readonly number[]): Stretch[] {
  const found: Stretch[] = [];
  for (let at = text.indexOf(word); at !== -1 && found.length < 500; at = text.indexOf(word, at + word.length)) {
    const [from, last] = [origin[at], origin[at + word.length - 1]];
    if (from !== undefined && last !== undefined) found.push({ from, to: last + 1 });
  }
  return found;
}

/** UTF-16 units of a text with differences that do not count taken out. */
function folded(text: string): string[] {
  return text.normalize('NFKC').toLowerCase().replace(/\s/g, '').split('');
}
