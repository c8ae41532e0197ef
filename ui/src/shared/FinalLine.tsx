/** 未定稿, or 定稿 with its version and 核对码: stands above everything that shows results. */
import type { FinalMark } from '../ipc/generated/FinalMark';
import { words } from '../words';

export function FinalStamp({ mark }: { mark: FinalMark }) {
  return <b className={mark.finalised ? 'stamp final' : 'stamp'} data-testid="final-mark">{mark.text}</b>;
}

export function FinalNote({ mark }: { mark: FinalMark }) {
  return <span className="nowrap">{mark.finalised ? words.finalise.finalNote : words.results.draftNote}</span>;
}
