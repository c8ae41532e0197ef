/** What was found at gates of one entry: a finding goes to the desk at once, its reason after a rest, like a comment. */
import { useCallback, useState, useSyncExternalStore } from 'react';
import { ask, type Refusal } from '../../ipc/desk';
import type { EntryLook } from '../../ipc/generated/EntryLook';
import type { GateState } from '../../ipc/generated/GateState';
import { showSaved } from '../../shared/marks';
import { saving } from '../../shared/saving';

export interface Found { finding: GateState | null; reason: string }
export interface Gates {
  found: (gate: string) => Found;
  problem: (gate: string) => Refusal | undefined;
  choose: (gate: string, finding: GateState | null) => void;
  explain: (gate: string, reason: string) => void;
  /** Shows what the desk has again, dropping what was chosen and not saved. */
  forget: (gate: string) => void;
}

/** Use under a `key` of its own per entry: what was chosen belongs to it. */
export function useGates(look: EntryLook): Gates {
  const entry = look.row.id;
  const [chosen, setChosen] = useState<ReadonlyMap<string, Found>>(new Map());
  useSyncExternalStore(saving.watch, saving.status);
  const found = (gate: string): Found => {
    const stored = look.gates.find(({ id }) => id === gate);
    return chosen.get(gate) ?? { finding: stored?.finding ?? null, reason: stored?.reason ?? '' };
  };
  const put = (gate: string, next: Found) => {
    setChosen((now) => new Map(now).set(gate, next));
    saving.put(key(entry, gate), { value: next.reason, run: () => putGate(entry, gate, next) });
  };
  const forget = useCallback((gate: string) => {
    saving.forget(key(entry, gate));
    setChosen((now) => new Map([...now].filter(([id]) => id !== gate)));
  }, [entry]);
  return {
    found,
    problem: (gate) => saving.refused(key(entry, gate))?.problem,
    choose: (gate, finding) => {
      put(gate, { ...found(gate), finding });
      void saving.flush();
    },
    explain: (gate, reason) => { put(gate, { ...found(gate), reason }); },
    forget,
  };
}

function key(entry: string, gate: string): string {
  return `gate ${entry} ${gate}`;
}

async function putGate(entry: string, gate: string, { finding, reason }: Found): Promise<string> {
  const saved = await ask('gate_put', { entry, gate, finding, reason });
  showSaved(entry, saved, (look) => ({ ...look, gates: look.gates.map((one) => (one.id === gate ? { ...one, finding, reason: finding === 'pass' || finding === null ? '' : reason } : one)) }));
  return saved.at;
}
