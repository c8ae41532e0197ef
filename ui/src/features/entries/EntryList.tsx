/** The expert's entries, with what stands where. */
import { Select } from 'antd';
import { useEffect, useRef } from 'react';
import type { EntryRow } from '../../ipc/generated/EntryRow';
import type { EntryState } from '../../ipc/generated/EntryState';
import { entryNumber } from '../../shared/format';
import { EntryStateMark } from '../../shared/State';
import { words } from '../../words';
import { ordered, passes, type Filter, type Order } from './order';

const TEXT = words.expert;
const FILTERS: readonly Filter[] = ['all', 'open', 'done', 'other'];
const ORDERS: readonly Order[] = ['reading', 'total', 'number'];
const COUNTED: readonly EntryState[] = ['done', 'untouched', 'partial', 'recused', 'materialMissing'];

interface Props {
  rows: readonly EntryRow[];
  current: string | undefined;
  filter: Filter;
  order: Order;
  onFilter: (filter: Filter) => void;
  onOrder: (order: Order) => void;
  onSelect: (entry: string) => void;
  onCollapse: () => void;
}

export function EntryList({ rows, current, filter, order, onFilter, onOrder, onSelect, onCollapse }: Props) {
  const shown = ordered(rows, order).filter((row) => passes(filter, row));
  const count = (one: Filter) => rows.filter((row) => passes(one, row)).length;
  return (
    <aside className="list" aria-label={TEXT.list}>
      <div className="bar"><h2 className="grow">{TEXT.list}</h2><button type="button" className="link small" onClick={onCollapse}>{TEXT.collapse} ‹</button></div>
      <div className="sorts">
        <Select size="small" value={filter} onChange={onFilter} aria-label={TEXT.filterLabel} popupMatchSelectWidth={false} options={FILTERS.map((value) => ({ value, label: TEXT.filtered(TEXT.filters[value], count(value)) }))} />
        <Select size="small" value={order} onChange={onOrder} aria-label={TEXT.orderLabel} popupMatchSelectWidth={false} options={ORDERS.map((value) => ({ value, label: TEXT.orders[value] }))} />
      </div>
      <ol className="rows">
        {shown.map((row) => <Row key={row.id} row={row} on={row.id === current} onSelect={onSelect} />)}
        {shown.length === 0 && <li className="none secondary">{rows.length === 0 ? TEXT.noEntries : TEXT.emptyList}</li>}
      </ol>
      <div className="count">
        {COUNTED.map((state) => <span key={state}><EntryStateMark state={state} /><b>{rows.filter((row) => row.state === state).length}</b></span>)}
      </div>
    </aside>
  );
}

function Row({ row, on, onSelect }: { row: EntryRow; on: boolean; onSelect: (entry: string) => void }) {
  const element = useRef<HTMLLIElement>(null);
  useEffect(() => { if (on && typeof element.current?.scrollIntoView === 'function') element.current.scrollIntoView({ block: 'nearest' }); }, [on]);
  const counts = row.state !== 'recused' && row.state !== 'materialMissing' && row.total !== null;
  return (
    <li ref={element}>
      <button type="button" className={on ? 'plain on' : 'plain'} aria-current={on} title={row.title} data-testid={`entry-${row.id}`} onClick={() => { onSelect(row.id); }}>
        <b>{entryNumber(row.id)}</b><span className="cut">{row.calibration && <small className="tag-calibration">{TEXT.calibration}</small>}{row.title}</span>
        <EntryStateMark state={row.state} /><em className={counts ? '' : 'secondary'}>{counts ? row.total : words.common.none}</em>
      </button>
    </li>
  );
}
