/** 操作日志: latest first, filtered, verified on every look, written out as an open file. */
import { Button, Input, Select } from 'antd';
import { useState } from 'react';
import type { Act } from '../../ipc/generated/Act';
import type { AuditAsk } from '../../ipc/generated/AuditAsk';
import type { AuditLook } from '../../ipc/generated/AuditLook';
import type { Written } from '../../ipc/generated/Written';
import { useAct } from '../../ipc/useAct';
import { useAnswer } from '../../ipc/useAnswer';
import { Answered } from '../../shared/Answered';
import { Empty } from '../../shared/Empty';
import { Glyph } from '../../shared/Glyph';
import { pickTarget } from '../../shared/pick';
import { Sentence } from '../../shared/Sentence';
import { WrittenLine } from '../../shared/WrittenLine';
import { words } from '../../words';

const TEXT = words.audit;
const PAGE = 100;
type Filter = Pick<AuditAsk, 'who' | 'kind' | 'text' | 'from' | 'until'>;
const ALL: Filter = { who: null, kind: null, text: null, from: null, until: null };

export function AuditPage() {
  const [filter, setFilter] = useState(ALL);
  const first = useAnswer('audit_look', { before: null, limit: PAGE, ...filter });
  return (
    <div className="pane" data-testid="audit">
      <div className="page-head line"><h1>{TEXT.title}</h1>{first.answer && <Soundness look={first.answer} />}<span className="grow" /><Save /></div>
      {first.answer?.broken.map((said) => <p key={said} className="sentence broken" role="alert" data-testid="audit-broken">{said}</p>)}
      <FilterBar filter={filter} people={first.answer?.people ?? []} kinds={first.answer?.kinds ?? []} onFilter={setFilter} />
      <Lines key={JSON.stringify(filter)} filter={filter} empty={filter === ALL ? TEXT.empty : TEXT.noMatch} />
    </div>
  );
}

function Soundness({ look: { broken, total, head } }: { look: AuditLook }) {
  return <>{broken.length === 0 && <span className="state tone-ok"><Glyph name="ok" />{TEXT.sound(total)}</span>}<small className="secondary cut digest" title={head}>{TEXT.head(head.slice(0, 16))}</small></>;
}

interface BarProps { filter: Filter; people: readonly string[]; kinds: readonly string[]; onFilter: (filter: Filter) => void }

function FilterBar({ filter, people, kinds, onFilter }: BarProps) {
  const choose = (part: 'who' | 'kind', label: string, values: readonly string[]) => (
    <Select size="small" aria-label={label} showSearch value={filter[part] ?? ''} popupMatchSelectWidth={false} onChange={(value) => { onFilter({ ...filter, [part]: value === '' ? null : value }); }} data-testid={`audit-${part}`}
      options={[{ value: '', label: `${label}${words.common.colon}${TEXT.all}` }, ...values.map((value) => ({ value, label: value }))]} />
  );
  const day = (part: 'from' | 'until', label: string) => <label className="line-field small">{label} <Input size="small" type="date" value={filter[part] ?? ''} onChange={(event) => { onFilter({ ...filter, [part]: event.target.value === '' ? null : event.target.value }); }} data-testid={`audit-${part}`} /></label>;
  const filtered = Object.values(filter).some((value) => value !== null);
  return (
    <div className="audit-filter" role="search">
      {choose('who', TEXT.who, people)}{choose('kind', TEXT.kind, kinds)}{day('from', TEXT.from)}{day('until', TEXT.until)}
      <Input.Search size="small" className="seek" allowClear placeholder={TEXT.text} aria-label={TEXT.text} onSearch={(text) => { onFilter({ ...filter, text: text.trim() === '' ? null : text.trim() }); }} data-testid="audit-text" />
      {filtered && <button type="button" className="link" onClick={() => { onFilter(ALL); }}>{TEXT.clear}</button>}
    </div>
  );
}

function Save() {
  const [written, setWritten] = useState<Written>();
  const save = useAct('audit_save');
  const act = async () => {
    const target = await pickTarget(TEXT.saveTitle, TEXT.saveName);
    if (target !== undefined) setWritten(await save.act({ target }));
  };
  return <><Sentence problem={save.problem} /><WrittenLine written={written} /><Button loading={save.busy} onClick={() => { void act(); }} data-testid="audit-save">{TEXT.save}</Button></>;
}

function Lines({ filter, empty }: { filter: Filter; empty: string }) {
  const [ends, setEnds] = useState<readonly (number | null)[]>([null]);
  const first = useAnswer('audit_look', { before: null, limit: PAGE, ...filter });
  return (
    <div className="table-scroll">
      <table className="lines audit">
        <thead><tr><th className="right">{TEXT.columns.no}</th><th>{TEXT.columns.at}</th><th>{TEXT.columns.who}</th><th>{TEXT.columns.what}</th></tr></thead>
        {ends.map((before, index) => <Page key={String(before)} before={before} filter={filter} last={index === ends.length - 1} onMore={(next) => { setEnds([...ends, next]); }} />)}
      </table>
      {first.answer?.acts.length === 0 && <Empty text={empty} />}
    </div>
  );
}

function Page({ before, filter, last, onMore }: { before: number | null; filter: Filter; last: boolean; onMore: (before: number) => void }) {
  const shown = useAnswer('audit_look', { before, limit: PAGE, ...filter });
  if (!shown.answer) return <tbody><tr><td colSpan={4}><Answered shown={shown}>{() => null}</Answered></td></tr></tbody>;
  const { acts, more } = shown.answer;
  const end = acts.at(-1)?.no;
  return (
    <tbody>
      {acts.map((act) => <Line key={act.no} act={act} />)}
      {last && more && end !== undefined && <tr><td colSpan={4}><Button size="small" onClick={() => { onMore(end); }}>{TEXT.more}</Button></td></tr>}
    </tbody>
  );
}

function Line({ act }: { act: Act }) {
  return <tr><td className="right secondary">{act.no}</td><td className="nowrap">{act.at.slice(0, 19).replace('T', ' ')}</td><td className="nowrap">{act.who}</td><td>{act.what}</td></tr>;
}
