/**
 * My other marks on one criterion as dots, each at its share of its own maximum; the one being given stands out.
 *
 * Only ever the marks of who is signed in. The one rule: a dot's place is the desk's own figure, nothing is computed from marks here.
 */
import { useState } from 'react';
import type { OwnMark } from '../ipc/generated/OwnMark';
import { useAnswer } from '../ipc/useAnswer';
import { words } from '../words';
import { decimals, entryNumber } from './format';

const TEXT = words.overview;
/** Dots nearer than this, in thousandths, stand on top of each other. */
const NEAR = 16;
const HIGH = 5;

interface Placed { permille: number; level: number; marks: OwnMark[] }

export function OwnDots({ entry, criterion }: { entry: string; criterion: string }) {
  const { answer } = useAnswer('own_marks', { criterion });
  const [over, setOver] = useState<Placed>();
  const others = (answer?.marks ?? []).filter((mark) => mark.entry !== entry);
  const mine = answer?.marks.find((mark) => mark.entry === entry);
  if (others.length === 0) return null;
  const dots = stacked(others);
  const tallest = Math.max(...dots.map(({ level }) => level));
  const shares = others.map(({ permille }) => permille);
  return (
    <div className="own-dots" data-testid="own-dots">
      <div className="dots" role="img" aria-label={TEXT.dotsLabel(others.length, TEXT.percent(Math.min(...shares)), TEXT.percent(Math.max(...shares)))} style={{ height: 8 + 7 * tallest }} onPointerLeave={() => { setOver(undefined); }}>
        {mine && <i className="mine" style={{ left: `${String(mine.permille / 10)}%` }} />}
        {dots.map((dot) => <i key={`${String(dot.permille)} ${String(dot.level)}`} className={over?.permille === dot.permille && over.level === dot.level ? 'dot over' : 'dot'} title={dot.marks.map(said).join('\n')} style={{ left: `${String(dot.permille / 10)}%`, bottom: 1 + 7 * dot.level }} onPointerEnter={() => { setOver(dot); }} data-testid="own-dot" />)}
      </div>
      <small className="secondary cut">{over?.marks[0] ? said(over.marks[0]) + (over.marks.length > 1 ? words.common.listJoin + TEXT.dotsMany(over.marks.length - 1) : '') : TEXT.dotsTitle}</small>
    </div>
  );
}

function said({ entry, title, mark, maximum }: OwnMark): string {
  return TEXT.dotsOne(entryNumber(entry), title, decimals(mark, 1), decimals(maximum, 0));
}

/** Dots side by side, or on top of each other where they are near; the topmost gathers what finds no room. */
export function stacked(marks: readonly OwnMark[]): Placed[] {
  const dots: Placed[] = [];
  for (const mark of [...marks].sort((a, b) => a.permille - b.permille)) {
    const near = dots.filter(({ permille }) => mark.permille - permille < NEAR);
    const free = [...Array(HIGH).keys()].find((level) => near.every((dot) => dot.level !== level));
    const full = near.findLast(({ level }) => level === HIGH - 1);
    if (free !== undefined) dots.push({ permille: mark.permille, level: free, marks: [mark] });
    else full?.marks.push(mark);
  }
  return dots;
}
