/** A state, told three ways: word, shape, colour. */
import type { CellState } from '../ipc/generated/CellState';
import type { EntryState } from '../ipc/generated/EntryState';
import type { FileVerdict } from '../ipc/generated/FileVerdict';
import { words } from '../words';
import { Glyph, type GlyphName } from './Glyph';

export type Tone = 'ok' | 'attention' | 'refused' | 'recused' | 'replaced' | 'waiting' | 'plain';
interface Look { glyph: GlyphName; tone: Tone }

const ENTRY: Record<EntryState, Look> = {
  done: { glyph: 'full', tone: 'ok' },
  partial: { glyph: 'half', tone: 'plain' },
  untouched: { glyph: 'wait', tone: 'plain' },
  materialMissing: { glyph: 'hold', tone: 'attention' },
  recused: { glyph: 'recused', tone: 'recused' },
};
const CELL: Record<CellState, Look> = {
  verified: { glyph: 'ok', tone: 'ok' },
  provisional: { glyph: 'paper', tone: 'attention' },
  replaced: { glyph: 'replaced', tone: 'replaced' },
  recused: { glyph: 'recused', tone: 'recused' },
  transcript: { glyph: 'transcript', tone: 'replaced' },
  held: { glyph: 'hold', tone: 'attention' },
  awaited: { glyph: 'wait', tone: 'waiting' },
  absent: { glyph: 'off', tone: 'waiting' },
  materialMissing: { glyph: 'hold', tone: 'attention' },
  notAssigned: { glyph: 'off', tone: 'waiting' },
};
const FILE: Record<FileVerdict, Look> = {
  accepted: { glyph: 'ok', tone: 'ok' },
  provisional: { glyph: 'paper', tone: 'attention' },
  duplicate: { glyph: 'duplicate', tone: 'waiting' },
  superseded: { glyph: 'replaced', tone: 'replaced' },
  held: { glyph: 'hold', tone: 'attention' },
  rejected: { glyph: 'reject', tone: 'refused' },
};

export function EntryStateMark({ state, text }: { state: EntryState; text?: string }) {
  return <Mark look={ENTRY[state]} size={14} text={text ?? words.states.entry[state]} />;
}

export function CellStateMark({ state, text }: { state: CellState; text?: string }) {
  return <Mark look={CELL[state]} text={text ?? words.states.cell[state]} />;
}

export function FileVerdictMark({ verdict, text }: { verdict: FileVerdict; text?: string }) {
  return <Mark look={FILE[verdict]} text={text ?? words.states.file[verdict]} />;
}

export function cellLook(state: CellState): Look {
  return CELL[state];
}

function Mark({ look, text, size = 12 }: { look: Look; text: string; size?: number }) {
  return <span className={`state tone-${look.tone}`}><Glyph name={look.glyph} size={size} />{text !== '' && <span className="cut">{text}</span>}</span>;
}
