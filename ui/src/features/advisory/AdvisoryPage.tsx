/**
 * 参考: how sure the ranks of a track are and how far its experts agree, beside the official result.
 *
 * The one rule: every block says that it is advisory, and nothing of it can be printed from here into an official paper.
 */
import { Select } from 'antd';
import { useState } from 'react';
import type { AdvisoryLook } from '../../ipc/generated/AdvisoryLook';
import { Empty } from '../../shared/Empty';
import { Segments } from '../../shared/Segments';
import { Sentence } from '../../shared/Sentence';
import { Working } from '../../shared/Working';
import { words } from '../../words';
import { Adjusted } from './Adjusted';
import { Again } from './Again';
import { Agreement } from './Agreement';
import { ExpertTable } from './ExpertTable';
import { Lines } from './Lines';
import { Method } from './Method';
import { Ranges } from './Ranges';
import { SeverityPane } from './SeverityPane';
import { useViewing } from './useViewing';

const TEXT = words.advisory;
type View = keyof typeof TEXT.views;
const VIEWS = Object.entries(TEXT.views).map(([value, label]) => ({ value, label }));

interface Props { track: string | null; onTrack: (track: string) => void; onEntry: (entry: string, track: string) => void }

export function AdvisoryPage({ track, onTrack, onEntry }: Props) {
  const viewing = useViewing(track);
  const { look, busy, progress, problem } = viewing;
  return (
    <div className="pane" data-testid="advisory">
      <div className="page-head line"><h1>{TEXT.title}</h1>
        {look && look.tracks.length > 1 && <Select value={look.track} onChange={onTrack} aria-label={words.merge.track} popupMatchSelectWidth={false} options={look.tracks.map(({ id, name }) => ({ value: id, label: name }))} />}
        {look && <span className="secondary cut">{TEXT.size(look.marked, look.expertsMarked, look.awaited)}</span>}
        <span className="grow" />{look && <Method basis={look.basis} />}
      </div>
      <div className="draft"><b className="stamp">{TEXT.stamp}</b><span className="nowrap">{TEXT.note}<b>{TEXT.noteStrong}</b>{TEXT.noteEnd}</span><span className="grow" /><small className="secondary cut">{TEXT.logged}</small></div>
      {busy && <div className="advisory-bar"><Working what={TEXT.working} progress={progress} cancel={viewing.cancel} /></div>}
      {problem && <div className="advisory-bar"><Sentence problem={problem} {...(problem.code === 'advisoryOff' ? {} : { again: viewing.again })} /></div>}
      {look && <Loaded look={look} line={viewing.line} onLine={viewing.tryLine} onEntry={(entry) => { onEntry(entry, look.track); }} />}
    </div>
  );
}

interface LoadedProps { look: AdvisoryLook; line: number | null; onLine: (after: number) => void; onEntry: (entry: string) => void }

function Loaded({ look, line, onLine, onEntry }: LoadedProps) {
  const [view, setView] = useState<View>('ranges');
  if (look.rows.length === 0) return <Empty text={TEXT.empty} />;
  return (
    <div className="advisory">
      <section className="advisory-main" aria-label={TEXT.views[view]}>
        <div className="advisory-views"><Segments label={TEXT.viewsLabel} value={view} onChange={(next) => { setView(next as View); }} options={VIEWS} testId="advisory-views" /></div>
        <div className="advisory-notes">
          {look.scope !== null && <p className="small secondary" data-testid="advisory-scope">{look.scope}</p>}
          {look.unmarked > 0 && <p className="small secondary">{TEXT.unmarked(look.unmarked)}</p>}
          {look.hidden > 0 && <p className="small secondary">{TEXT.hidden(look.hidden)}</p>}
          {look.groups > 1 && <p className="small attention">{TEXT.groups(look.groups)}</p>}
          {look.warnings.map((warning) => <p key={warning} className="small attention" data-testid="advisory-warning">{warning}</p>)}
        </div>
        {view === 'ranges' && <Ranges look={look} />}
        {view === 'adjusted' && <Adjusted look={look} />}
        {view === 'lines' && <Lines key={look.track} look={look} line={line} onLine={onLine} />}
        {view === 'again' && <Again look={look} onEntry={onEntry} />}
        {view === 'experts' && <ExpertTable experts={look.experts} groups={look.groups} />}
      </section>
      <aside className="advisory-side"><SeverityPane experts={look.experts} /><Agreement figures={look.agreement} cases={look.cases} /></aside>
    </div>
  );
}
