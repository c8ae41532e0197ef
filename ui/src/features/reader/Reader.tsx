/** The dossier of an entry: tabs by kind, which material of the kind, and the material. Use under a `key` per entry. */
import { Select } from 'antd';
import { useEffect, useEffectEvent, useState, type ReactNode } from 'react';
import type { MaterialKind } from '../../ipc/generated/MaterialKind';
import type { MaterialRow } from '../../ipc/generated/MaterialRow';
import { Empty } from '../../shared/Empty';
import { words } from '../../words';
import { Material } from './Material';
import type { ReadingPlace } from '../../shared/place';
import type { Side } from './side';

const TEXT = words.reader;
const KINDS: readonly MaterialKind[] = ['applicationForm', 'proof', 'video', 'other'];

/** What stands beside the pages stays as it was chosen while the window is open, and so does the material last open of each entry. */
let sideChosen: Side = 'thumbs';
const lastOpen = new Map<string, string>();

interface Props {
  /** The entry these belong to, for remembering which material was open. */
  entry?: string | undefined;
  materials: readonly MaterialRow[];
  absent: ReactNode;
  narrow: boolean;
  /** Where to go; gone to once for every value of `turn`. */
  place?: ReadingPlace | undefined;
  turn?: number | undefined;
  /** Stands at the end of the tabs. */
  beside?: ReactNode;
  /** Told which material is open. */
  onShown?: ((material: string | undefined) => void) | undefined;
}

interface Choice { kind: MaterialKind; chosen: Partial<Record<MaterialKind, string>> }

export function Reader({ entry = '', materials, absent, narrow, place, turn = 0, beside, onShown }: Props) {
  const [choice, setChoice] = useState(() => choose({ kind: materials[0]?.kind ?? 'applicationForm', chosen: {} }, materials, place?.material ?? lastOpen.get(entry)));
  const [gone, setGone] = useState(turn);
  const [side, setSide] = useState<Side>(narrow ? 'none' : sideChosen);
  if (gone !== turn) {
    setGone(turn);
    setChoice((now) => choose(now, materials, place?.material));
  }
  const { kind, chosen } = choice;
  const ofKind = (one: MaterialKind) => materials.filter((row) => row.kind === one);
  const rows = ofKind(kind);
  const at = Math.max(0, rows.findIndex(({ id }) => id === chosen[kind]));
  const row = rows[at];
  const shown = row?.id;
  const tell = useEffectEvent(() => { onShown?.(shown); });
  useEffect(() => { tell(); }, [shown]);
  const open = (next: Choice, id: string | undefined) => { setChoice(next); if (id !== undefined) lastOpen.set(entry, id); };
  return (
    <section className="reader" aria-label={TEXT.document}>
      <div className="bar tabs">
        <div className="kinds" role="tablist" aria-label={TEXT.kinds}>{KINDS.map((one) => {
          const count = ofKind(one).length;
          if (count === 0 && one !== 'applicationForm') return null;
          return <button key={one} type="button" role="tab" aria-selected={one === kind} className={one === kind ? 'plain on' : 'plain'} data-testid={`tab-${one}`} onClick={() => { open({ ...choice, kind: one }, chosen[one] ?? ofKind(one)[0]?.id); }}>{words.states.material[one]}{(count > 1 || one !== 'applicationForm') && <small>{count}</small>}</button>;
        })}</div>
        <span className="grow" />
        {rows.length > 1 && <Which rows={rows} at={at} onChoose={(next) => { open({ kind, chosen: { ...chosen, [kind]: rows[next]?.id } }, rows[next]?.id); }} />}
        {beside}
      </div>
      {row ? <Material key={row.id} row={row} absent={absent} side={side} onSide={(next) => { sideChosen = next; setSide(next); }} place={place?.material === row.id ? place : undefined} turn={turn} />
        : <Empty text={materials.length === 0 ? TEXT.noMaterials : TEXT.noneOfKind(words.states.material[kind])} />}
    </section>
  );
}

/** Chooses the tab and material where one is sent, if it is among these. */
function choose(now: Choice, materials: readonly MaterialRow[], material: string | undefined): Choice {
  const row = materials.find(({ id }) => id === material);
  return row ? { kind: row.kind, chosen: { ...now.chosen, [row.kind]: row.id } } : now;
}

function Which({ rows, at, onChoose }: { rows: readonly MaterialRow[]; at: number; onChoose: (at: number) => void }) {
  return (
    <span className="which">
      <button type="button" className="plain tool" aria-label={TEXT.previousMaterial} title={TEXT.previousMaterial} disabled={at === 0} onClick={() => { onChoose(at - 1); }}>‹</button>
      <Select size="small" value={at} onChange={onChoose} aria-label={TEXT.whichMaterial} popupMatchSelectWidth={false} options={rows.map(({ name }, index) => ({ value: index, label: TEXT.position(index + 1, rows.length, name) }))} />
      <button type="button" className="plain tool" aria-label={TEXT.nextMaterial} title={TEXT.nextMaterial} disabled={at === rows.length - 1} onClick={() => { onChoose(at + 1); }}>›</button>
    </span>
  );
}
