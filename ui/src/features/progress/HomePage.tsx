/** 赛事进度: the steps, one row per track, what blocks 定稿, the last acts, the next step. */
import { Button } from 'antd';
import type { Blocker } from '../../ipc/generated/Blocker';
import type { OrganiserHome } from '../../ipc/generated/OrganiserHome';
import { useAnswer } from '../../ipc/useAnswer';
import { Answered } from '../../shared/Answered';
import { moment } from '../../shared/format';
import { CellStateMark } from '../../shared/State';
import { words } from '../../words';
import { StepStrip } from './StepStrip';
import { TrackTable } from './TrackTable';

const TEXT = words.organiser;

interface Props { onGo: (screen: string, track?: string) => void }

export function HomePage({ onGo }: Props) {
  const shown = useAnswer('organiser_home', {});
  return <Answered shown={shown}>{(home) => (
    <div className="pane" data-testid="home">
      <div className="page-head"><h1>{TEXT.homeTitle}</h1></div>
      <div className="home-body">
        <StepStrip steps={home.steps} />
        <div className="home-columns">
          <TrackTable tracks={home.tracks} onTrack={(track) => { onGo('merge', track); }} />
          <div className="home-side"><Blockers blockers={home.blockers} onGo={() => { onGo('merge'); }} /><Acts home={home} onAll={() => { onGo('audit'); }} /></div>
        </div>
      </div>
      <footer className="foot"><b className="nowrap">{TEXT.nextStep}</b><span className="cut grow">{home.next}</span>
        <Button type="primary" onClick={() => { onGo(home.nextScreen); }} data-testid="next-step">{TEXT.go[home.nextScreen] ?? TEXT.goTo}</Button></footer>
    </div>
  )}</Answered>;
}

function Blockers({ blockers, onGo }: { blockers: readonly Blocker[]; onGo: () => void }) {
  return (
    <section className="card tight"><h2>{TEXT.blockers}</h2>
      {blockers.length === 0 && <p className="none secondary">{TEXT.blockersNone}</p>}
      {blockers.map((blocker) => <div key={`${blocker.state} ${blocker.text}`} className="blocker"><b><CellStateMark state={blocker.state} text={words.states.blocker(blocker.text, blocker.count)} /></b><span className="grow" /><button type="button" className="link" onClick={onGo}>{TEXT.goTo}</button></div>)}
    </section>
  );
}

function Acts({ home, onAll }: { home: OrganiserHome; onAll: () => void }) {
  return (
    <section className="card tight acts"><h2><span className="grow">{TEXT.actsTitle}</span><button type="button" className="link" onClick={onAll}>{TEXT.actsAll(home.actsTotal)}</button></h2>
      <div className="acts-rows">{home.acts.map((act) => <div key={act.no}><span className="secondary nowrap">{moment(act.at)}</span><span className="cut">{act.who}</span><span className="cut" title={act.what}>{act.what}</span></div>)}</div>
    </section>
  );
}
