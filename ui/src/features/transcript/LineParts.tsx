/** The parts of a paper's line that are no marks: what it says of the entry, the reason, the comment. */
import { useState } from 'react';
import type { PaperLine } from '../../ipc/generated/PaperLine';
import { composing } from '../../shared/composing';
import { entryNumber } from '../../shared/format';
import { words } from '../../words';

const TEXT = words.transcript;
const STATES = ['scored', 'recused', 'materialMissing', 'unmarked'] as const;

export function StateChoice({ line, onChange }: { line: PaperLine; onChange: (value: string) => void }) {
  return (
    <select className="paper-select" aria-label={TEXT.of(TEXT.columns.state, entryNumber(line.id))} value={line.state ?? ''} onChange={(event) => { onChange(event.target.value); }} data-testid={`paper-state-${line.id}`}>
      {line.state === null && <option value="" disabled>{TEXT.stateAgain}</option>}
      {STATES.map((state) => <option key={state} value={state}>{TEXT.state[state]}</option>)}
    </select>
  );
}

interface WordsProps { line: PaperLine; part: 'reason' | 'comment'; open: boolean; onPut: (value: string) => void }

/** Sent when it is left; Enter also says that a blank field is blank on the paper. */
export function LineWords({ line, part, open, onPut }: WordsProps) {
  const [typed, setTyped] = useState<string>();
  if (part === 'reason' && (line.state === null || line.state === 'unmarked')) return null;
  const send = (always: boolean) => {
    if (typed === undefined ? always && open : typed !== line[part] || always) onPut(typed ?? '');
    setTyped(undefined);
  };
  const hint = part === 'reason' ? TEXT.reason : open ? TEXT.againComment : '';
  return (
    <input className="paper-words" aria-label={TEXT.of(part === 'reason' ? TEXT.reason : TEXT.columns.comment, entryNumber(line.id))} placeholder={hint} value={typed ?? line[part]} autoComplete="off" data-testid={`paper-${part}-${line.id}`}
      onChange={(event) => { setTyped(event.target.value); }} onBlur={() => { send(false); }} onKeyDown={(event) => { if (event.key === 'Enter' && !composing(event.nativeEvent)) send(true); }} />
  );
}
