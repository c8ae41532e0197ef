/** 总览: where marks are levelled. The table, and beside it what is missing; all criteria at once leave the pane out. */
import { useState } from 'react';
import { ask, refusal } from '../../ipc/desk';
import type { Levelling } from '../../ipc/generated/Levelling';
import type { Overview } from '../../ipc/generated/Overview';
import { amendAnswer, useAnswer } from '../../ipc/useAnswer';
import { Answered } from '../../shared/Answered';
import { saving } from '../../shared/saving';
import { words } from '../../words';
import { beginsDescending, linesOf, type Sort, type SortKey } from './arrange';
import type { Spot } from '../../shared/cells';
import type { Mode } from './columns';
import { GapsPane } from './GapsPane';
import { Grid } from './Grid';
import { GridFoot } from './GridFoot';
import { OrderAsk } from './OrderAsk';
import { OverviewHead } from './OverviewHead';
import { PasteBar, type Pending } from './PasteBar';
import type { Plan } from './paste';
import { useArranged } from './useArranged';
import { writeMarks } from './writing';

const TEXT = words.overview;

interface Props { rubricLabel: string; onOpen: (entry: string, criterion: string | undefined) => void; onSign: () => void }

/** How one left the table lasts while the window is open. */
const kept: { sort: Sort; mode: Mode; time: boolean; spots: Partial<Record<Mode, Spot>> } = { sort: { key: 'place', descending: false }, mode: 'groups', time: true, spots: {} };

export function OverviewPage(props: Props) {
  const overview = useAnswer('overview', {});
  const levelling = useAnswer('levelling', {});
  return (
    <Answered shown={overview}>{(one) => <Answered shown={levelling}>{(other) => <Page {...props} overview={one} levelling={other} />}</Answered>}</Answered>
  );
}

function Page({ rubricLabel, onOpen, onSign, overview, levelling }: Props & { overview: Overview; levelling: Levelling }) {
  const [mode, setMode] = useState(kept.mode);
  const [sort, setSort] = useState(kept.sort);
  const [time, setTime] = useState(kept.time);
  const [told, setTold] = useState('');
  const [pending, setPending] = useState<Pending>();
  const [spot, setSpot] = useState<Spot>();
  const lines = linesOf(overview, levelling);
  const columns = { groups: overview.groups.map(({ id }) => id), criteria: levelling.criteria.map(({ id }) => id) };
  const { sections, stale } = useArranged(lines, sort, columns);
  const fail = (problem: unknown) => { setTold(refusal(problem).sentence); };
  const resort = () => { setSort((now) => ({ ...now })); };
  const changeSort = (next: Sort) => { kept.sort = next; setSort(next); };
  const changeMode = (next: Mode, at?: Spot) => {
    if (at) kept.spots[next] = at;
    kept.mode = next;
    setMode(next);
    setTold('');
    // A column that is not shown any more cannot say what the order is.
    if (sort.key.includes(' ')) changeSort({ key: 'reading', descending: false });
  };
  const press = (key: SortKey) => { changeSort({ key, descending: sort.key === key ? !sort.descending : beginsDescending(key) }); };
  const ranking = useRanking(resort, fail);
  const write = (marks: Plan['marks']) => {
    writeMarks(marks).then(() => { setPending(undefined); setTold(TEXT.pasted(marks.length)); }).catch(fail);
  };
  const plan = (next: Plan) => {
    if (next.marks.length === 0) { setTold(TEXT.nothingToPaste); return; }
    ask('marks_check', { marks: next.marks }).then(({ refused }) => {
      if (refused.length === 0 && next.outside === 0) write(next.marks);
      else setPending({ plan: next, refused });
    }).catch(fail);
  };
  return (
    <main className={mode === 'criteria' ? 'over wide' : 'over'}>
      <section className="over-main">
        <OverviewHead rubricLabel={rubricLabel} mode={mode} sort={sort} stale={stale} time={time} readOnly={levelling.readOnly} onMode={changeMode} onSort={changeSort} onResort={resort} onTime={(next) => { kept.time = next; setTime(next); }} onUndo={() => { void goBack('undo').then(setTold, fail); }} />
        <Grid key={mode} overview={overview} levelling={levelling} sections={sections} sort={sort} mode={mode} time={time} begin={kept.spots[mode]} fail={fail} onSort={press} onOpen={onOpen} onPlan={plan} onTell={setTold}
          onOrder={ranking.put} onUndo={(way) => { void goBack(way).then(setTold, fail); }} onSpot={(next) => { if (next) kept.spots[mode] = next; if (next?.entry !== spot?.entry || next?.column !== spot?.column) { setSpot(next); setTold(''); } }} />
        {pending && <PasteBar pending={pending} overview={overview} levelling={levelling} onWrite={write} onCancel={() => { setPending(undefined); }} />}
        <GridFoot mode={mode} told={told} spot={spot} overview={overview} readOnly={levelling.readOnly} asks={levelling.readOnly ? 0 : levelling.disagreements.length + levelling.ties.length} onPane={() => { changeMode('groups'); }} />
      </section>
      {mode === 'groups' && <GapsPane overview={overview} onOpen={onOpen} onSign={onSign} asks={asks(levelling) && <OrderAsk levelling={levelling} onSettle={ranking.settle} onBetter={ranking.better} onForget={ranking.forget} onMarks={(entry) => { changeMode('criteria', { entry, column: columns.criteria[0] ?? '' }); }} />} />}
    </main>
  );
}

function asks({ disagreements, ties, byHand, readOnly }: Levelling): boolean {
  return !readOnly && (disagreements.length > 0 || ties.length > 0 || byHand);
}

/** Takes back what was done last, or gives it again, wherever it was done; tells which. */
async function goBack(way: 'undo' | 'redo'): Promise<string> {
  await saving.flush();
  const { moved } = await ask(way, {});
  if (moved === null) return TEXT.nothingToUndo;
  saving.saw(moved.saved.at);
  return way === 'undo' ? TEXT.undone : TEXT.redone;
}

/** Changes of my ranking. Each answers with everything anew, sorted again since that is what was asked for. */
function useRanking(resort: () => void, fail: (problem: unknown) => void) {
  const show = (answer: Promise<Levelling>) => {
    answer.then((next) => { amendAnswer('levelling', {}, () => next); resort(); }).catch(fail);
  };
  return {
    put: (order: Parameters<typeof ask<'order_put'>>[1]) => { show(ask('order_put', order)); },
    settle: ({ upper, lower }: Levelling['ties'][number], choice: 'keep' | 'byTotals') => { show(ask('order_settle', { upper: upper.entry, lower: lower.entry, choice })); },
    better: (better: string, other: string) => { show(ask('tie_break', { better, other })); },
    forget: () => { show(ask('order_forget', {})); },
  };
}
