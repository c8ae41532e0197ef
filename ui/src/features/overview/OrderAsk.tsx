/** Where my ranking and my marks disagree, and where two are equal: it asks, and never changes a mark by itself. */
import type { Levelling } from '../../ipc/generated/Levelling';
import type { OrderChoice } from '../../ipc/generated/OrderChoice';
import type { OrderPair } from '../../ipc/generated/OrderPair';
import type { RankedEntry } from '../../ipc/generated/RankedEntry';
import { entryNumber } from '../../shared/format';
import { Glyph } from '../../shared/Glyph';
import { words } from '../../words';

const TEXT = words.overview;
/** More at once would be a list nobody works through. */
const SHOWN = 4;

interface Props {
  levelling: Levelling;
  onSettle: (pair: OrderPair, choice: OrderChoice) => void;
  onBetter: (better: string, other: string) => void;
  onMarks: (entry: string) => void;
  onForget: () => void;
}

export function OrderAsk({ levelling: { disagreements, ties, byHand }, onSettle, onBetter, onMarks, onForget }: Props) {
  const shownTies = ties.slice(0, Math.max(1, SHOWN - Math.min(SHOWN, disagreements.length)));
  const shown = disagreements.slice(0, SHOWN);
  const more = disagreements.length - shown.length + ties.length - shownTies.length;
  return (
    <>
      {shown.map((pair) => (
        <div key={`${pair.upper.entry} ${pair.lower.entry}`} className="asked" data-testid={`against-${pair.upper.entry}`}>
          <p><Glyph name="against" /><span>{TEXT.against(said(pair.upper), said(pair.lower))}</span></p>
          <div className="answers">
            <button type="button" className="link" onClick={() => { onMarks(pair.upper.entry); }}>{TEXT.changeMarks}</button>
            <button type="button" className="link" onClick={() => { onSettle(pair, 'keep'); }} data-testid="order-keep">{TEXT.keepOrder}</button>
            <button type="button" className="link" onClick={() => { onSettle(pair, 'byTotals'); }} data-testid="order-by-totals">{TEXT.byTotals}</button>
          </div>
        </div>
      ))}
      {shownTies.map(({ upper, lower }) => (
        <div key={`${upper.entry} ${lower.entry}`} className="asked" data-testid={`tie-${upper.entry}`}>
          <p><Glyph name="tie" /><span title={`${upper.title}${words.common.listJoin}${lower.title}`}>{TEXT.tieAsk(entryNumber(upper.entry), entryNumber(lower.entry), upper.total)}</span></p>
          <div className="answers">
            <Better one={upper} onPress={() => { onBetter(upper.entry, lower.entry); }} />
            <Better one={lower} onPress={() => { onBetter(lower.entry, upper.entry); }} />
          </div>
        </div>
      ))}
      {more > 0 && <p className="secondary">{TEXT.more(more)}</p>}
      {byHand && <p><button type="button" className="link" onClick={onForget}>{TEXT.forgetOrder}</button></p>}
    </>
  );
}

function said({ place, entry, total }: RankedEntry): string {
  return TEXT.ranked(place, entryNumber(entry), total);
}

function Better({ one, onPress }: { one: RankedEntry; onPress: () => void }) {
  return <button type="button" className="link" title={one.title} aria-label={TEXT.tieBetterLabel(one.title)} onClick={onPress} data-testid={`better-${one.entry}`}>{TEXT.tieBetter(entryNumber(one.entry))}</button>;
}
