/** 参赛项目, for looking at. */
import { Input, Table } from 'antd';
import { useState } from 'react';
import type { EntryFacts } from '../../ipc/generated/EntryFacts';
import { useAnswer } from '../../ipc/useAnswer';
import { Answered } from '../../shared/Answered';
import { Empty } from '../../shared/Empty';
import { useSize } from '../../shared/useSize';
import { useWindowWidth } from '../../shared/useWindow';
import { words } from '../../words';
import { matches, uniqueFilters } from './search';

const TEXT = words.organiser;
const COLUMNS = TEXT.entryColumns;

export function EntriesPage() {
  const shown = useAnswer('entries_look', {});
  return <Answered shown={shown}>{({ entries }) => <Loaded entries={entries} />}</Answered>;
}

function Loaded({ entries }: { entries: EntryFacts[] }) {
  const [sought, setSought] = useState('');
  const [measure, view] = useSize();
  const wide = useWindowWidth() >= 1200;
  const rows = entries.filter((entry) => matches(sought, entry.id, entry.title, entry.entrant, entry.team));
  return (
    <div className="pane">
      <div className="page-head line"><h1>{TEXT.entriesTitle}</h1><span className="secondary">{TEXT.entriesAbout(entries.length)}</span><Input.Search allowClear className="seek" placeholder={TEXT.searchEntries} onChange={(event) => { setSought(event.target.value); }} /><span className="grow" /><small className="secondary">{TEXT.sizeNote}</small></div>
      <div className="table-fill" ref={measure}>
        {entries.length === 0 ? <Empty text={TEXT.noEntries} /> : (
          <Table<EntryFacts> size="small" rowKey="id" dataSource={rows} pagination={false} virtual scroll={{ y: Math.max(120, view.height - 40), x: Math.max(900, view.width - 16) }} locale={{ emptyText: TEXT.noMatch }}
            columns={[
              { title: COLUMNS.id, dataIndex: 'id', width: 84, sorter: (a, b) => a.id.localeCompare(b.id) },
              { title: COLUMNS.title, dataIndex: 'title', width: Math.max(260, view.width - (wide ? 822 : 726)), render: (title: string, { entrant, team, calibration }) => <div className="two-lines"><span className="cut" title={title}>{calibration && <small className="tag-calibration">{TEXT.calibration}</small>}{title}</span><small className="secondary cut">{entrant}{words.common.dot}{team}</small></div> },
              { title: COLUMNS.track, dataIndex: 'track', width: 110, filters: uniqueFilters(entries.map(({ track }) => track)), onFilter: (value, { track }) => track === value },
              ...(wide ? [{ title: COLUMNS.kind, dataIndex: 'kind', width: 96 }] : []),
              { title: COLUMNS.size, dataIndex: 'sizeClass', width: 240, render: (size: string, { sizeBasis }) => <div className="two-lines"><span>{size}</span><small className="secondary cut" title={sizeBasis}>{sizeBasis}</small></div> },
              { title: COLUMNS.profile, dataIndex: 'profile', width: 96 },
              { title: COLUMNS.materials, dataIndex: 'materials', width: 96, align: 'right', render: (count: number, { problems }) => <div className="two-lines right"><span>{count}</span>{problems.length > 0 && <small className="attention" title={problems.join('\n')}>{TEXT.problems(problems.length)}</small>}</div> },
              { title: COLUMNS.experts, dataIndex: 'experts', width: 72, align: 'right' },
            ]} />
        )}
      </div>
    </div>
  );
}
