/** 文书: what can be written, why the rest cannot, a button for each format. */
import { Select } from 'antd';
import { useState } from 'react';
import type { PapersLook } from '../../ipc/generated/PapersLook';
import type { PaperWritten } from '../../ipc/generated/PaperWritten';
import type { Role } from '../../ipc/generated/Role';
import type { WritablePaper } from '../../ipc/generated/WritablePaper';
import { useAct } from '../../ipc/useAct';
import { useAnswer } from '../../ipc/useAnswer';
import { Answered } from '../../shared/Answered';
import { pickTarget } from '../../shared/pick';
import { Segments } from '../../shared/Segments';
import { Sentence } from '../../shared/Sentence';
import { Working } from '../../shared/Working';
import { WrittenLine } from '../../shared/WrittenLine';
import { words } from '../../words';
import { PaperRow } from './PaperRow';

const TEXT = words.papers;
type Order = keyof typeof TEXT.order;

interface Props { role: Role; track: string | null; onTrack: (track: string) => void }

export function PapersPage({ role, track, onTrack }: Props) {
  const shown = useAnswer('papers_look', { track });
  return <Answered shown={shown}>{(look) => <Loaded look={look} may={role === 'organiser'} onTrack={onTrack} />}</Answered>;
}

function Loaded({ look, may, onTrack }: { look: PapersLook; may: boolean; onTrack: (track: string) => void }) {
  const [order, setOrder] = useState<Order>('strokes');
  const [chosen, setChosen] = useState<string>();
  const [paper, setPaper] = useState<PaperWritten>();
  const write = useAct('paper_write');
  const entry = look.entries.some((one) => one.entry === chosen) ? chosen : look.entries[0]?.entry;
  const act = async (line: WritablePaper, format: string) => {
    const name = line.ofEntry && entry !== undefined ? `${line.suggestedName}${entry}` : line.suggestedName;
    const target = await pickTarget(TEXT.saveTitle(line.name), TEXT.fileName(name, format));
    if (target === undefined) return;
    setPaper(undefined);
    setPaper(await write.act({ kind: line.kind, format, track: look.track, entry: entry ?? null, byPinyin: order === 'pinyin', target }));
  };
  const rows = (of: (line: WritablePaper) => boolean) => look.papers.filter(of).map((line) => <PaperRow key={line.kind} line={line} may={may} busy={write.busy} onWrite={(format) => { void act(line, format); }} />);
  const tracks = <Select aria-label={TEXT.track} value={look.track} onChange={onTrack} options={look.tracks.map((one) => ({ value: one.id, label: one.name }))} popupMatchSelectWidth={false} />;
  return (
    <div className="pane" data-testid="papers">
      <div className="page-head line"><h1>{TEXT.title}</h1><span className="grow" /><small className="secondary cut" title={TEXT.about}>{TEXT.about}</small></div>
      <div className="page-scroll stack">
        {!may && <p className="calm-line">{words.organiser.onlyOrganiser}</p>}
        {look.warnings.map((warning) => <p key={warning} className="calm-line">{TEXT.warnings}：{warning}</p>)}
        <Sentence problem={write.problem} /><WrittenLine written={paper?.written} />
        {paper && paper.absent.length > 0 && <p className="attention">{TEXT.absent(paper.absent.join(words.common.listJoin))}</p>}
        {write.busy && <Working what={TEXT.working} progress={write.progress} cancel={write.cancel} />}
        <table className="lines writing card">
          <colgroup><col className="c-name" /><col /><col className="c-state" /><col className="c-write" /></colgroup>
          <thead><tr><th>{TEXT.columns.name}</th><th>{TEXT.columns.about}</th><th>{TEXT.columns.state}</th><th>{TEXT.columns.write}</th></tr></thead>
          <tbody>
            <tr className="writing-of"><th colSpan={4}><div>{TEXT.groups.contest}<span className="writing-choice"><Segments label={TEXT.orderLabel} value={order} onChange={(next) => { setOrder(next as Order); }} testId="papers-order" options={(Object.keys(TEXT.order) as Order[]).map((value) => ({ value, label: TEXT.order[value] }))} /></span></div></th></tr>
            {rows((line) => !line.ofTrack && !line.ofEntry)}
            <tr className="writing-of"><th colSpan={4}><div>{TEXT.groups.track}<span className="writing-choice">{tracks}</span></div></th></tr>
            {rows((line) => line.ofTrack)}
            <tr className="writing-of"><th colSpan={4}><div>{TEXT.groups.entry}<span className="writing-choice">
              <Select aria-label={TEXT.entry} showSearch optionFilterProp="label" value={entry ?? null} onChange={(next) => { setChosen(next ?? undefined); }} options={look.entries.map((one) => ({ value: one.entry, label: `${one.entry} ${one.title}` }))} popupMatchSelectWidth={false} style={{ minWidth: 280 }} data-testid="papers-entry" />
            </span></div></th></tr>
            {rows((line) => line.ofEntry)}
          </tbody>
        </table>
      </div>
    </div>
  );
}
