/** 评审专家: looking at them, entering their keys, leave to revise. */
import { Button, Input, Table } from 'antd';
import { useState } from 'react';
import type { ExpertFacts } from '../../ipc/generated/ExpertFacts';
import type { Role } from '../../ipc/generated/Role';
import { useAnswer } from '../../ipc/useAnswer';
import { Answered } from '../../shared/Answered';
import { Empty } from '../../shared/Empty';
import { useSize } from '../../shared/useSize';
import { words } from '../../words';
import { EnrolForm } from './EnrolForm';
import { TicketForm } from './TicketForm';
import { matches, uniqueFilters } from './search';

const TEXT = words.organiser;
const COLUMNS = TEXT.expertColumns;

interface Props { role: Role; supervisors: readonly { id: string; name: string }[] }

export function ExpertsPage(props: Props) {
  const shown = useAnswer('experts_look', {});
  return <Answered shown={shown}>{({ experts }) => <Loaded experts={experts} {...props} />}</Answered>;
}

/** What is being done above the table: entering keys, or a ticket for one expert. */
type Doing = 'enrol' | ExpertFacts | undefined;

function Loaded({ experts, role, supervisors }: Props & { experts: ExpertFacts[] }) {
  const may = role === 'organiser';
  const [doing, setDoing] = useState<Doing>();
  const stop = () => { setDoing(undefined); };
  const [sought, setSought] = useState('');
  const [measure, view] = useSize();
  const rows = experts.filter((expert) => matches(sought, expert.id, expert.name, expert.unit));
  return (
    <div className="pane">
      <div className="page-head line"><h1>{TEXT.expertsTitle}</h1><span className="secondary">{TEXT.expertsAbout(experts.length)}</span><Input.Search allowClear className="seek" placeholder={TEXT.searchExperts} onChange={(event) => { setSought(event.target.value); }} />{may && <Button onClick={() => { setDoing('enrol'); }} data-testid="enrol-open">{TEXT.enrolOpen}</Button>}</div>
      {doing !== undefined && <div className="doing">{doing === 'enrol' ? <EnrolForm supervisors={supervisors} onClose={stop} /> : <TicketForm key={doing.id} expert={doing.id} name={doing.name} onClose={stop} />}</div>}
      <div className="table-fill" ref={measure}>
        {experts.length === 0 ? <Empty text={TEXT.noExperts} /> : (
          <Table<ExpertFacts> size="small" rowKey="id" dataSource={rows} pagination={false} virtual scroll={{ y: Math.max(120, view.height - 40), x: Math.max(860, view.width - 16) }} locale={{ emptyText: TEXT.noMatch }}
            columns={[
              { title: COLUMNS.id, dataIndex: 'id', width: 88, sorter: (a, b) => a.id.localeCompare(b.id) },
              { title: COLUMNS.name, dataIndex: 'name', width: 128, render: (name: string, { chair }) => <span>{name}{chair && <small className="secondary">{words.common.dot}{TEXT.isChair}</small>}</span> },
              { title: COLUMNS.unit, dataIndex: 'unit', width: Math.max(200, view.width - (may ? 888 : 800)), ellipsis: true },
              { title: COLUMNS.track, dataIndex: 'track', width: 120, filters: uniqueFilters(experts.map(({ track }) => track)), onFilter: (value, { track }) => track === value },
              { title: COLUMNS.panel, dataIndex: 'panel', width: 120 },
              { title: COLUMNS.entries, dataIndex: 'entries', width: 96, align: 'right' },
              { title: COLUMNS.recused, dataIndex: 'recused', width: 80, align: 'right' },
              { title: COLUMNS.key, dataIndex: 'key', width: 120 },
              ...(may ? [{ key: 'ticket', width: 88, render: (_: unknown, expert: ExpertFacts) => <button type="button" className="link" onClick={() => { setDoing(expert); }} data-testid={`ticket-${expert.id}`}>{TEXT.ticketOpen}</button> }] : []),
            ]} />
        )}
      </div>
    </div>
  );
}
