/** 排名: the ranking of a track and how the chosen number came about. */
import { Button, Select } from 'antd';
import { useState } from 'react';
import type { AwardsLook } from '../../ipc/generated/AwardsLook';
import type { ResultsLook } from '../../ipc/generated/ResultsLook';
import type { Role } from '../../ipc/generated/Role';
import type { Written } from '../../ipc/generated/Written';
import { useAct } from '../../ipc/useAct';
import { useAnswer } from '../../ipc/useAnswer';
import { Answered } from '../../shared/Answered';
import { Empty } from '../../shared/Empty';
import { FinalNote, FinalStamp } from '../../shared/FinalLine';
import { pickTarget } from '../../shared/pick';
import { Segments } from '../../shared/Segments';
import { Sentence } from '../../shared/Sentence';
import { CellStateMark } from '../../shared/State';
import { WrittenLine } from '../../shared/WrittenLine';
import { words } from '../../words';
import { AwardPane } from './AwardPane';
import { Explain, ExplainBody } from './Explain';
import { RankTable } from './RankTable';

const TEXT = words.results;

/**
 * `next` is the way on when there is one beyond exporting: it then is the solid button. `start` is the entry another page led to.
 * `role` is given where awards are looked at: on the organiser's desk.
 */
interface Props { role?: Role; start?: string; contest: string; track: string | null; onTrack: (track: string) => void; onMerge: () => void; next?: { text: string; go: () => void } }

export function ResultsPage({ track, ...rest }: Props) {
  const shown = useAnswer('results_look', { track });
  return <Answered shown={shown}>{(look) => (rest.role === undefined ? <Loaded key={look.track} look={look} {...rest} /> : <WithAwards key={look.track} look={look} {...rest} />)}</Answered>;
}

function WithAwards(props: Omit<Props, 'track'> & { look: ResultsLook }) {
  const shown = useAnswer('awards_look', { track: props.look.track });
  return <Answered shown={shown}>{(awards) => <Loaded awards={awards} {...props} />}</Answered>;
}

function Loaded({ look, awards, role, start, contest, onTrack, onMerge, next }: Omit<Props, 'track'> & { look: ResultsLook; awards?: AwardsLook }) {
  const [side, setSide] = useState('why');
  const [entry, setEntry] = useState(start ?? look.rows[0]?.entry);
  return (
    <div className="pane" data-testid="results">
      <div className="page-head line"><h1>{awards ? TEXT.titleAwards : TEXT.title}</h1>
        {look.tracks.length > 1 && <Select value={look.track} onChange={onTrack} aria-label={words.merge.track} popupMatchSelectWidth={false} options={look.tracks.map(({ id, name }) => ({ value: id, label: name }))} />}
      </div>
      <div className={look.mark.finalised ? 'draft final' : 'draft'}><FinalStamp mark={look.mark} /><FinalNote mark={look.mark} /><span className="grow" />
        <small className="secondary cut" title={`${look.rule} ${look.ruleDigest}`}>{TEXT.ruleCode(look.ruleDigest.slice(0, 16))}{look.rule}{look.ties.length > 0 && `　|　${TEXT.ties(look.ties.map((tie, index) => `${circled(index)} ${tie}`).join(' '))}`}</small></div>
      {look.rows.length === 0
        ? <Empty text={TEXT.empty}><Button onClick={onMerge}>{TEXT.toMerge}</Button></Empty>
        : <div className="results"><RankTable look={look} awards={awards} chosen={entry} onChoose={setEntry} />
            {awards
              ? <aside className="explain" aria-label={TEXT.titleAwards}><div className="side-head"><Segments label={words.outcome.sideLabel} value={side} onChange={setSide} testId="results-side" options={[{ value: 'why', label: words.outcome.whyTab }, { value: 'awards', label: words.outcome.award }]} /></div>
                  {side === 'why' ? <ExplainBody row={look.rows.find((row) => row.entry === entry)} /> : <AwardPane look={awards} entry={entry} writes={role === 'organiser'} />}</aside>
              : <Explain row={look.rows.find((row) => row.entry === entry)} />}</div>}
      <ResultsFoot look={look} ties={awards?.questions.length ?? 0} onTies={() => { setSide('awards'); }} contest={contest} next={next} />
    </div>
  );
}

/** ① ② ③: the numbers of the tie chain. */
function circled(index: number): string {
  return String.fromCodePoint(0x2460 + index);
}

function ResultsFoot({ look, ties, onTies, contest, next }: { look: ResultsLook; ties: number; onTies: () => void; contest: string; next: Props['next'] | undefined }) {
  const [written, setWritten] = useState<Written>();
  const save = useAct('results_save');
  const act = async () => {
    const target = await pickTarget(TEXT.saveTitle, TEXT.saveName(contest));
    if (target !== undefined) setWritten(await save.act({ target }));
  };
  return (
    <footer className="foot">
      <b className="nowrap">{look.mark.finalised ? TEXT.isFinal : look.blockers.length > 0 || ties > 0 ? TEXT.cannotFinal : TEXT.canFinal}</b>
      <span className="open small grow">{ties > 0 && <CellStateMark state="held" text={words.outcome.tiesOpen(ties)} />}{look.blockers.map((blocker) => <CellStateMark key={`${blocker.state} ${blocker.text}`} state={blocker.state} text={words.states.blocker(blocker.text, blocker.count)} />)}</span>
      <Sentence problem={save.problem} /><WrittenLine written={written} />
      <Button type={next || ties > 0 ? 'default' : 'primary'} loading={save.busy} onClick={() => { void act(); }} data-testid="results-save">{TEXT.save}</Button>
      {ties > 0 && <Button type="primary" onClick={onTies} data-testid="settle-ties">{words.outcome.settleTies}</Button>}
      {next && <Button type="primary" onClick={next.go}>{next.text}</Button>}
    </footer>
  );
}
