/** My entries side by side, each group's marks over its own maximum; a cell opens its criteria. */
import { useRef, useState } from 'react';
import type { Overview } from '../../ipc/generated/Overview';
import { words } from '../../words';
import { arrange, held, type Order, type Section } from './arrange';
import { Row } from './Row';

const TEXT = words.overview;

interface Props { overview: Overview; order: Order; onOpen: (entry: string, criterion: string | undefined) => void }

export function OverviewTable({ overview, order, onOpen }: Props) {
  const [editing, setEditing] = useState<{ entry: string; group: string }>();
  const frozen = useRef<Section[]>([]);
  const sections = editing ? held(frozen.current, overview.rows) : arrange(overview.rows, order);
  const edit = (entry: string, group: string | undefined) => {
    if (group !== undefined && !editing) frozen.current = arrange(overview.rows, order);
    setEditing(group === undefined ? undefined : { entry, group });
  };
  return (
    <div className="overview-scroll">
      <table className="overview-table">
        <colgroup><col className="c-rank" /><col /><col className="c-profile" />{overview.groups.map(({ id }) => <col key={id} className="c-group" />)}<col className="c-total" /><col className="c-hint" /></colgroup>
        <thead><tr>
          <th className="right">{TEXT.columns.rank}</th><th>{TEXT.columns.entry}</th><th className="profile">{TEXT.columns.profile}</th>
          {overview.groups.map(({ id, name }) => <th key={id} className="right">{TEXT.groupHead(id, name)}</th>)}
          <th className="right">{TEXT.columns.total}</th><th>{TEXT.columns.hint}</th>
        </tr></thead>
        {sections.map((section) => (
          <tbody key={section.kind}>
            {section.kind !== 'all' && <SectionLine section={section} columns={overview.groups.length + 5} />}
            {section.rows.map((row) => (
              <Row key={row.row.id} row={row} groups={overview.groups} editing={editing?.entry === row.row.id ? editing.group : undefined}
                onEdit={(group) => { edit(row.row.id, group); }} onOpen={(criterion) => { onOpen(row.row.id, criterion); }} />
            ))}
          </tbody>
        ))}
      </table>
    </div>
  );
}

function SectionLine({ section, columns }: { section: Section; columns: number }) {
  const open = section.rows.filter(({ row }) => row.state === 'untouched' || row.state === 'partial').length;
  const [head, note] = section.kind === 'open'
    ? [TEXT.openGroup(open), TEXT.openNote(section.rows.length - open)]
    : [TEXT.doneGroup(section.rows.length), TEXT.doneNote];
  return <tr className="section"><td colSpan={columns}><b>{head}</b>{note}</td></tr>;
}
