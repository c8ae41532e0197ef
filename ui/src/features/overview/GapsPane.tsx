/** What is missing before signing, and the way there; the sign button is always there and says why when it cannot. */
import { Button } from 'antd';
import type { ReactNode } from 'react';
import type { Overview } from '../../ipc/generated/Overview';
import { entryNumber } from '../../shared/format';
import { Glyph } from '../../shared/Glyph';
import { words } from '../../words';
import { Histogram } from './Histogram';

const TEXT = words.overview;

interface Props {
  overview: Overview;
  /** Questions about my ranking; nothing when there are none. */
  asks: ReactNode;
  onOpen: (entry: string, criterion: string | undefined) => void;
  onSign: () => void;
}

export function GapsPane({ overview, asks, onOpen, onSign }: Props) {
  const { gaps, remarks, canSign, whyNot } = overview;
  const first = gaps[0];
  return (
    <aside className="side" aria-label={TEXT.gapsTitle}>
      <div className="side-head"><h2>{TEXT.gapsTitle}</h2>{gaps.length > 0 ? <b className="attention">{TEXT.gapsCount(gaps.length)}</b> : <span className="ok">{TEXT.gapsNone}</span>}</div>
      <div className="side-body">
        {gaps.length > 0 && <div className="need gaps">{gaps.map((gap) => (
          <p key={gap.entry}><span className="secondary">{entryNumber(gap.entry)}</span><span className="cut grow" title={`${gap.title}${words.common.colon}${gap.what}`}>{gap.what}</span>
            <button type="button" className="link" onClick={() => { onOpen(gap.entry, gap.criterion ?? undefined); }}>{TEXT.goTo}</button></p>
        ))}</div>}
        {(remarks.length > 0 || asks) && <div className="need see"><h3><span>{TEXT.remarksTitle}</span><small className="secondary">{TEXT.remarksNote}</small></h3>
          {remarks.map((remark) => <p key={remark}><Glyph name="tie" />{remark}</p>)}{asks}</div>}
        <Histogram overview={overview} />
      </div>
      <footer className="sign-foot">
        {!canSign && <p className="small">{whyNot}</p>}
        <div className="row">
          {canSign || !first
            ? <Button type="primary" className="grow" onClick={onSign} data-testid="go-sign">{canSign ? TEXT.signNow : words.expert.nav.handback}</Button>
            : <><Button disabled title={whyNot}>{TEXT.sign}</Button><Button type="primary" className="grow" onClick={() => { onOpen(first.entry, first.criterion ?? undefined); }} data-testid="next-gap">{TEXT.nextGap(gaps.length)}</Button></>}
        </div>
      </footer>
    </aside>
  );
}
