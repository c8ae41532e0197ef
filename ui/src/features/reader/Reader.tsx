/** The dossier of an entry: tabs by kind, which material of the kind, and the material. Use under a `key` per entry. */
import { Select } from 'antd';
import { useState, type ReactNode } from 'react';
import type { MaterialKind } from '../../ipc/generated/MaterialKind';
import type { MaterialRow } from '../../ipc/generated/MaterialRow';
import { Empty } from '../../shared/Empty';
import { words } from '../../words';
import { Material } from './Material';
import type { ReadingPlace } from './place';

const TEXT = words.reader;
const KINDS: readonly MaterialKind[] = ['applicationForm', 'proof', 'video', 'other'];

/** Thumbnails stay as they were chosen while the window is open. */
let thumbsChosen = true;

interface Props {
  materials: readonly MaterialRow[];
  absent: ReactNode;
  narrow: boolean;
  /** Where to go; gone to once for every value of `turn`. */
  place?: ReadingPlace | undefined;
  turn?: number | undefined;
}

export function Reader({ materials, absent, narrow }: Props) {
  const [kind, setKind] = useState<MaterialKind>(() => materials[0]?.kind ?? 'applicationForm');
  const [chosen, setChosen] = useState<Partial<Record<MaterialKind, number>>>({});
  const [thumbs, setThumbs] = useState(thumbsChosen && !narrow);
  const ofKind = (one: MaterialKind) => materials.filter((row) => row.kind === one);
  const rows = ofKind(kind);
  const at = Math.min(chosen[kind] ?? 0, Math.max(0, rows.length - 1));
  const row = rows[at];
  const toggle = () => { thumbsChosen = !thumbs; setThumbs(!thumbs); };
  return (
    <section className="reader" aria-label={TEXT.document}>
      <div className="bar tabs" role="tablist">
        {KINDS.map((one) => {
          const count = ofKind(one).length;
          if (count === 0 && one !== 'applicationForm') return null;
          return <button key={one} type="button" role="tab" aria-selected={one === kind} className={one === kind ? 'plain on' : 'plain'} data-testid={`tab-${one}`} onClick={() => { setKind(one); }}>{words.states.material[one]}{(count > 1 || one !== 'applicationForm') && <small>{count}</small>}</button>;
        })}
        <span className="grow" />
        {rows.length > 1 && <Which rows={rows} at={at} onChoose={(next) => { setChosen({ ...chosen, [kind]: next }); }} />}
      </div>
      {row ? <Material key={row.id} row={row} absent={absent} thumbs={thumbs} onThumbs={toggle} />
        : <Empty text={materials.length === 0 ? TEXT.noMaterials : TEXT.noneOfKind(words.states.material[kind])} />}
    </section>
  );
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
