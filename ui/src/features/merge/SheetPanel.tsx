/** One expert's signed sheet over the matrix, opened by a click on a cell: verdict, codes in words, marks, comments and evidence. Esc closes it. */
import { Button } from 'antd';
import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import type { SheetLine } from '../../ipc/generated/SheetLine';
import type { SheetView } from '../../ipc/generated/SheetView';
import { useAnswer } from '../../ipc/useAnswer';
import { Answered } from '../../shared/Answered';
import { dayAndTime, entryNumber } from '../../shared/format';
import { CellStateMark, FileVerdictMark } from '../../shared/State';
import { words } from '../../words';

const TEXT = words.sheet;

interface Props { expert: string; entry: string | undefined; onClose: () => void; onTranscript: ((expert: string) => void) | undefined }

export function SheetPanel({ expert, entry, onClose, onTranscript }: Props) {
  const [digest, setDigest] = useState<string | null>(null);
  const shown = useAnswer('sheet_look', { expert, digest });
  const panel = useRef<HTMLElement>(null);
  useEffect(() => { panel.current?.focus({ preventScroll: true }); }, [expert]);
  const onKey = (event: KeyboardEvent) => { if (event.key === 'Escape') onClose(); };
  return (
    <aside ref={panel} className="sheet-panel" tabIndex={-1} onKeyDown={onKey} aria-label={TEXT.label(shown.answer?.name ?? '')} data-testid="sheet-panel">
      <Answered shown={shown}>{(view) => <Sheet view={view} entry={entry} onVersion={setDigest} onClose={onClose} onTranscript={onTranscript} />}</Answered>
    </aside>
  );
}

interface SheetProps { view: SheetView; entry: string | undefined; onVersion: (digest: string) => void; onClose: () => void; onTranscript: Props['onTranscript'] }

function Sheet({ view, entry, onVersion, onClose, onTranscript }: SheetProps) {
  const [open, setOpen] = useState(entry);
  return (
    <>
      <div className="side-head"><h2 className="cut">{TEXT.label(view.name)}</h2><span className="grow" />
        {onTranscript && <button type="button" className="link" onClick={() => { onTranscript(view.expert); }} data-testid="sheet-transcript">{words.transcript.open}</button>}
        <Button size="small" onClick={onClose} data-testid="sheet-close">{TEXT.close}</Button></div>
      <div className="sheet-about"><About view={view} onVersion={onVersion} /></div>
      {view.shown === null
        ? <p className="filler secondary">{TEXT.none}{onTranscript && TEXT.paper}</p>
        : <div className="sheet-scroll"><Lines view={view} open={open} onOpen={(id) => { setOpen(id === open ? undefined : id); }} /></div>}
    </>
  );
}

function About({ view, onVersion }: { view: SheetView; onVersion: (digest: string) => void }) {
  const { shown, versions } = view;
  if (!shown) return <p><CellStateMark state={view.state} /> <span className="secondary">{view.unit}</span></p>;
  return (
    <>
      <p className="line"><FileVerdictMark verdict={shown.verdict} />{shown.transcript && <CellStateMark state="transcript" />}<span>{TEXT.version(shown.seq, shown.transcript)}</span><span className="secondary">{TEXT.signedAt(dayAndTime(shown.at))}</span><span className="secondary cut">{view.unit}</span></p>
      {view.clerks.length > 0 && <p className="small">{TEXT.clerks(view.clerks.join(words.common.listJoin))}</p>}
      {view.reason !== null && <p className="small">{TEXT.reason(view.reason)}</p>}
      {view.codes.map(({ code, sentence }) => <p key={code} className="small attention">{sentence}<span className="secondary"> {TEXT.code(code)}</span></p>)}
      {versions.length > 1 && (
        <p className="small line" role="group" aria-label={TEXT.versions}>{versions.map((one) => (
          <button key={one.digest} type="button" className={one.digest === shown.digest ? 'plain chosen' : 'link'} aria-pressed={one.digest === shown.digest} onClick={() => { onVersion(one.digest); }}>{TEXT.version(one.seq, one.transcript)} {words.states.file[one.verdict]}</button>
        ))}</p>
      )}
    </>
  );
}

function Lines({ view, open, onOpen }: { view: SheetView; open: string | undefined; onOpen: (entry: string) => void }) {
  return (
    <table className="sheet-table">
      <colgroup><col />{view.columns.map(({ id }) => <col key={id} className="c-mark" />)}<col className="c-total" /></colgroup>
      <thead><tr><th>{TEXT.columns.entry}</th>{view.columns.map(({ id, name }) => <th key={id} className="right" title={name}>{id}</th>)}<th className="right">{TEXT.columns.total}</th></tr></thead>
      <tbody>{view.lines.map((line) => <Line key={line.entry} line={line} view={view} on={line.entry === open} onOpen={onOpen} />)}</tbody>
    </table>
  );
}

function Line({ line, view, on, onOpen }: { line: SheetLine; view: SheetView; on: boolean; onOpen: (entry: string) => void }) {
  const row = useRef<HTMLTableRowElement>(null);
  useEffect(() => { if (on && typeof row.current?.scrollIntoView === 'function') row.current.scrollIntoView({ block: 'nearest' }); }, [on]);
  const judged = line.state === 'scored' && !line.hidden;
  return (
    <>
      <tr ref={row} className={on ? 'on' : ''} onClick={() => { onOpen(line.entry); }} data-testid={`sheet-line-${line.entry}`}>
        <td><button type="button" className="plain cut" aria-expanded={on} title={line.title}><small className="number secondary">{entryNumber(line.entry)}</small>{line.title}</button></td>
        {judged ? line.marks.map((mark, index) => <td key={view.columns[index]?.id} className="right" title={`${view.columns[index]?.name ?? ''} ${mark ?? words.common.none} / ${line.maxima[index] ?? ''}`}>{mark ?? words.common.none}</td>)
          : <td colSpan={view.columns.length} className="secondary small">{line.hidden ? TEXT.hidden : words.transcript.state[line.state]}</td>}
        <td className="right"><b>{line.total ?? words.common.none}</b></td>
      </tr>
      {on && !line.hidden && <tr className="sheet-words"><td colSpan={view.columns.length + 2}><Words line={line} view={view} /></td></tr>}
    </>
  );
}

function Words({ line, view }: { line: SheetLine; view: SheetView }) {
  const criterion = (id: string | null) => view.columns.find((column) => column.id === id)?.name ?? '';
  const said = [[TEXT.why, line.reason], [TEXT.comment, line.comment], [TEXT.toChair, line.toChair]].filter(([, text]) => text !== '');
  if (said.length === 0 && line.evidence.length === 0) return <p className="secondary small">{TEXT.nothing}</p>;
  return (
    <div className="stack small">
      {said.map(([name, text]) => <p key={name}><b>{name}</b> {text}</p>)}
      {line.evidence.map((one, index) => <p key={index}><b>{criterion(one.criterion)}</b> <span className="secondary">{one.material} {one.place}</span> {one.quote !== '' && <q>{one.quote}</q>} {one.text}</p>)}
    </div>
  );
}
