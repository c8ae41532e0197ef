/** The head of the overview: which columns, which order, and what can be done with the whole table. */
import { Checkbox, Segmented } from 'antd';
import { useState } from 'react';
import type { Written } from '../../ipc/generated/Written';
import { useAct } from '../../ipc/useAct';
import { useAnswer } from '../../ipc/useAnswer';
import { pickTarget } from '../../shared/pick';
import { Sentence } from '../../shared/Sentence';
import { useWindowWidth } from '../../shared/useWindow';
import { WrittenLine } from '../../shared/WrittenLine';
import { words } from '../../words';
import type { Sort } from './arrange';
import type { Mode } from './columns';

const TEXT = words.overview;
const MODES: readonly Mode[] = ['groups', 'criteria'];
const ORDERS = ['place', 'total', 'reading'] as const;
type Named = (typeof ORDERS)[number];

interface Props {
  rubricLabel: string;
  mode: Mode;
  sort: Sort;
  stale: boolean;
  time: boolean;
  readOnly: boolean;
  onMode: (mode: Mode) => void;
  onSort: (sort: Sort) => void;
  onResort: () => void;
  onTime: (on: boolean) => void;
  onUndo: () => void;
}

export function OverviewHead({ rubricLabel, mode, sort, stale, time, readOnly, onMode, onSort, onResort, onTime, onUndo }: Props) {
  const draft = useDraft();
  const narrow = useWindowWidth() < 1200;
  const named = ORDERS.find((one) => one === sort.key && sort.descending === (one === 'total'));
  return (
    <>
      <div className="page-head over-head"><h1>{TEXT.title}</h1>
        <Segmented aria-label={TEXT.modeLabel} value={mode} onChange={onMode} options={MODES.map((value) => ({ value, label: TEXT.modes[value] }))} />
        <Segmented<Named | ''> aria-label={TEXT.orderLabel} value={named ?? ''} onChange={(key) => { if (key !== '') onSort({ key, descending: key === 'total' }); }} options={ORDERS.map((value) => ({ value, label: TEXT.orders[value] }))} />
        {named === undefined && <button type="button" className="link" data-testid="restore-order" onClick={() => { onSort({ key: 'reading', descending: false }); }}>{TEXT.restore}</button>}
        {stale && <button type="button" className="link" title={TEXT.resortWhy} data-testid="resort" onClick={onResort}>{TEXT.resort}</button>}
        <span className="grow" />
        {!narrow && <small className="secondary cut" title={rubricLabel}>{rubricLabel}</small>}
        <Checkbox checked={time} onChange={(event) => { onTime(event.target.checked); }} title={TEXT.timeNote}>{TEXT.columns.time}</Checkbox>
        {!readOnly && <button type="button" className="link" onClick={onUndo} data-testid="grid-undo">{TEXT.undo}</button>}
        <button type="button" className="link" disabled={draft.busy} onClick={draft.save} data-testid="draft-save">{TEXT.draft}</button>
      </div>
      {(draft.written ?? draft.problem) && <div className="over-line"><WrittenLine written={draft.written} /><Sentence problem={draft.problem} /></div>}
    </>
  );
}

function useDraft() {
  const { act, busy, problem } = useAct('draft_save');
  const { answer: home } = useAnswer('expert_home', {});
  const [written, setWritten] = useState<Written>();
  const save = async () => {
    setWritten(undefined);
    const target = await pickTarget(TEXT.draftPick, TEXT.draftName(home?.track ?? '', home?.expert ?? ''));
    if (target !== undefined) setWritten(await act({ target }));
  };
  return { written, busy, problem, save: () => { void save(); } };
}
