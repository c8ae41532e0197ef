/** The heads of the overview's columns: a press sorts, another press sorts the other way. */
import type { Sort, SortKey } from './arrange';
import type { Layout, MarkColumn } from './columns';
import { decimals } from '../../shared/format';
import { words } from '../../words';

const TEXT = words.overview;

interface Props { layout: Layout; spans: readonly { id: string; name: string; columns: number }[]; sort: Sort; active: string | undefined; onSort: (key: SortKey) => void }

export function GridHead({ layout, spans, sort, active, onSort }: Props) {
  const two = layout.mode === 'criteria';
  const span = two ? 2 : 1;
  let left = 0;
  const stay = (width: number) => { const at = left; left += width; return { left: at }; };
  const head = (key: SortKey, className: string, label: string, style?: { left: number }) => <th key={key} rowSpan={span} className={className} style={style} aria-sort={sortOf(sort, key)}><SortButton label={label} on={sort.key === key} descending={sort.descending} onPress={() => { onSort(key); }} /></th>;
  const marks = layout.marks.map((column) => <MarkHead key={column.id} column={column} sort={sort} active={column.id === active} onSort={onSort} />);
  return (
    <thead>
      <tr>
        {layout.lead.map(({ key, width }) => (key === 'handle'
          ? <th key={key} rowSpan={span} className="stay" style={stay(width)} aria-label={TEXT.columns.handle} />
          : key === 'profile' ? head(key, '', TEXT.columns.profile) : head(key, key === 'place' ? 'stay right' : 'stay edge', TEXT.columns[key], stay(width))))}
        {two ? spans.map(({ id, name, columns }) => <th key={id} colSpan={columns} className="over-group cut" title={TEXT.groupHead(id, name)}>{TEXT.groupHead(id, name)}</th>) : marks}
        {layout.tail.map(({ key }) => head(key, key === 'state' ? '' : 'right', TEXT.columns[key]))}
      </tr>
      {two && <tr className="second">{marks}</tr>}
    </thead>
  );
}

function MarkHead({ column, sort, active, onSort }: { column: MarkColumn; sort: Sort; active: boolean; onSort: (key: SortKey) => void }) {
  return (
    <th className={active ? 'right here' : 'right'} title={column.title} aria-sort={sortOf(sort, column.sort)} data-testid={`head-${column.id}`}>
      <SortButton label={column.head} on={sort.key === column.sort} descending={sort.descending} onPress={() => { onSort(column.sort); }}>
        {column.step !== '' && <small className="code"><b>{column.id}</b>{column.maximum === undefined ? '' : words.form.maximum(decimals(column.maximum, 0))}</small>}
      </SortButton>
    </th>
  );
}

function SortButton({ label, on, descending, onPress, children }: { label: string; on: boolean; descending: boolean; onPress: () => void; children?: React.ReactNode }) {
  return <button type="button" className={on ? 'plain sort on' : 'plain sort'} tabIndex={-1} onMouseDown={(event) => { event.preventDefault(); }} onClick={onPress}>{children}<span className="cut">{label}</span>{on && <i aria-hidden="true" className={descending ? 'down' : 'up'} />}</button>;
}

function sortOf(sort: Sort, key: SortKey): 'ascending' | 'descending' | undefined {
  return sort.key !== key ? undefined : sort.descending ? 'descending' : 'ascending';
}
