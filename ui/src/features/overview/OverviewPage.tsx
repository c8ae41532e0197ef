/** 总览: the table and the pane of what is missing. */
import { Segmented } from 'antd';
import { useState } from 'react';
import { useAnswer } from '../../ipc/useAnswer';
import { Answered } from '../../shared/Answered';
import { words } from '../../words';
import type { Order } from './arrange';
import { GapsPane } from './GapsPane';
import { OverviewTable } from './Table';

const TEXT = words.overview;
const ORDERS: readonly Order[] = ['rank', 'total', 'reading'];

interface Props { rubricLabel: string; onOpen: (entry: string, criterion: string | undefined) => void; onSign: () => void }

export function OverviewPage({ rubricLabel, onOpen, onSign }: Props) {
  const [order, setOrder] = useState<Order>('rank');
  const shown = useAnswer('overview', {});
  return (
    <main className="over">
      <Answered shown={shown}>{(overview) => (
        <>
          <section className="over-main">
            <div className="page-head"><h1>{TEXT.title}</h1>
              <Segmented value={order} onChange={setOrder} options={ORDERS.map((value) => ({ value, label: TEXT.orders[value] }))} />
              {order !== 'reading' && <small className="secondary">{TEXT.openFirst}</small>}
              <span className="grow" /><small className="secondary">{rubricLabel}</small>
            </div>
            <OverviewTable overview={overview} order={order} onOpen={onOpen} />
            <div className="over-foot"><span>{TEXT.footKeys}</span><span className="grow" /><span>{TEXT.footCount(overview.rows.filter(({ row }) => row.state === 'done').length)}</span></div>
          </section>
          <GapsPane overview={overview} onOpen={onOpen} onSign={onSign} />
        </>
      )}</Answered>
    </main>
  );
}
