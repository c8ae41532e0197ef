/** The paper as a grid, entries × criteria: Enter goes down, Tab to the right, as in the expert's own overview. */
import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import type { PaperField } from '../../ipc/generated/PaperField';
import type { PaperLine } from '../../ipc/generated/PaperLine';
import type { TranscriptLook } from '../../ipc/generated/TranscriptLook';
import { gridKey, moved, type Cell, type Move } from '../../shared/cells';
import { entryNumber } from '../../shared/format';
import { cleanMark } from '../../shared/marks';
import { Sentence } from '../../shared/Sentence';
import { words } from '../../words';
import { LineWords, StateChoice } from './LineParts';
import { usePaper, type Paper } from './usePaper';

const TEXT = words.transcript;

export function PaperGrid({ look, goTo }: { look: TranscriptLook; goTo: PaperField | undefined }) {
  const paper = usePaper(look.expert);
  const [at, setAt] = useState<Cell>({ row: 0, column: 0 });
  const [gone, setGone] = useState<PaperField>();
  if (goTo !== gone) {
    setGone(goTo);
    const row = look.entries.findIndex(({ id }) => id === goTo?.entry);
    const column = look.columns.findIndex(({ id }) => id === goTo?.criterion);
    if (row >= 0) setAt({ row, column: Math.max(0, column) });
  }
  const move = (how: Move) => {
    let next = at;
    // Lines that are not scored have no cells to type into.
    do {
      const before = next;
      next = moved(next, how, { rows: look.entries.length, columns: look.columns.length });
      if (next.row === before.row && next.column === before.column) return;
    } while (look.entries[next.row]?.state !== 'scored');
    setAt(next);
  };
  const open = new Set(look.again.map(({ entry, part, criterion }) => `${entry} ${part} ${criterion ?? ''}`));
  return (
    <div className="paper-scroll">
      <Sentence problem={paper.last} />
      <table className="paper-table">
        <colgroup><col className="c-entry" /><col className="c-state" />{look.columns.map(({ id }) => <col key={id} className="c-mark" />)}<col className="c-total" /><col /></colgroup>
        <thead><tr><th>{TEXT.columns.entry}</th><th>{TEXT.columns.state}</th>{look.columns.map(({ id, name }, index) => <th key={id} className={index === at.column ? 'right here' : 'right'} title={name}><span className="cut">{id}</span><small className="cut">{name}</small></th>)}<th className="right">{TEXT.columns.total}</th><th>{TEXT.columns.comment}</th></tr></thead>
        <tbody>{look.entries.map((line, row) => <Row key={line.id} line={line} look={look} paper={paper} open={open} column={row === at.row ? at.column : undefined} onAt={(column) => { setAt({ row, column }); }} onMove={move} />)}</tbody>
      </table>
    </div>
  );
}

interface RowProps { line: PaperLine; look: TranscriptLook; paper: Paper; open: ReadonlySet<string>; column: number | undefined; onAt: (column: number) => void; onMove: (how: Move) => void }

function Row({ line, look, paper, open, column, onAt, onMove }: RowProps) {
  const isOpen = (part: string, criterion = '') => open.has(`${line.id} ${part} ${criterion}`);
  return (
    <tr className={column === undefined ? '' : 'on'} data-testid={`paper-${line.id}`}>
      <td className="cut" title={`${line.id} ${line.title} ${line.entrant}`}><small className="number secondary">{entryNumber(line.id)}</small>{line.title}</td>
      <td className={isOpen('state') ? 'lacking' : ''}><StateChoice line={line} onChange={(value) => { paper.put({ entry: line.id, part: 'state', criterion: null }, value); }} /></td>
      {line.state === 'scored' ? look.columns.map(({ id, name }, index) => {
        const field = { entry: line.id, part: 'mark' as const, criterion: id };
        const refused = paper.problem(field);
        const text = refused?.text ?? line.marks[index] ?? '';
        const label = TEXT.cell(entryNumber(line.id), name, line.maxima[index] ?? '');
        const classes = ['mark right', refused ? 'refused-cell' : '', isOpen('mark', id) ? 'lacking' : ''].join(' ');
        return (
          <td key={id} className={classes} title={refused?.refusal.sentence ?? label} onMouseDown={() => { onAt(index); }}>
            {index === column ? <MarkField label={label} text={text} onPut={(value) => { paper.put(field, value); }} onMove={onMove} /> : text}
          </td>
        );
      }) : <td colSpan={look.columns.length}><LineWords line={line} part="reason" open={isOpen('reason')} onPut={(value) => { paper.put({ entry: line.id, part: 'reason', criterion: null }, value); }} /></td>}
      <td className="right"><b>{line.total ?? ''}</b></td>
      <td className={isOpen('comment') ? 'lacking' : ''}><LineWords line={line} part="comment" open={isOpen('comment')} onPut={(value) => { paper.put({ entry: line.id, part: 'comment', criterion: null }, value); }} /></td>
    </tr>
  );
}

/** The cell one is at. What was typed is sent when it is left, however it is left. */
function MarkField({ label, text, onPut, onMove }: { label: string; text: string; onPut: (value: string | null) => void; onMove: (how: Move) => void }) {
  const [typed, setTyped] = useState<string>();
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => { input.current?.focus(); input.current?.select(); }, []);
  const send = () => {
    if (typed === undefined || typed === text) return;
    onPut(typed === '' ? null : typed.replace(/\.$/, ''));
    setTyped(undefined);
  };
  const onKey = (event: KeyboardEvent<HTMLInputElement>) => {
    const { nativeEvent } = event;
    const key = gridKey(nativeEvent, typed === undefined ? 'moving' : 'over');
    if (!key) return;
    if (key.kind === 'move') { event.preventDefault(); send(); onMove(key.move); }
    if (key.kind === 'cancel') setTyped(undefined);
    if (key.kind === 'clear' && text !== '') { event.preventDefault(); onPut(null); }
  };
  return (
    <input ref={input} className="paper-field" aria-label={label} inputMode="decimal" autoComplete="off" value={typed ?? text} data-testid="paper-mark"
      onChange={(event) => { setTyped((event.nativeEvent as Partial<InputEvent>).isComposing ? event.target.value : cleanMark(event.target.value)); }}
      onCompositionEnd={(event) => { setTyped(cleanMark(event.currentTarget.value)); }} onKeyDown={onKey} onBlur={send} />
  );
}
