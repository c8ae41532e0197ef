/** The small pieces every section of the rule editor is made of: a labelled control with its one sentence. */
import { Input, InputNumber, Select } from 'antd';
import type { ReactNode } from 'react';
import type { RulePlaces } from '../../ipc/generated/RulePlaces';
import { words } from '../../words';

const TEXT = words.rules;

export function Choice({ label, note, children }: { label: string; note?: string | undefined; children: ReactNode }) {
  return <div className="rule-choice"><div className="rule-control"><span className="label">{label}</span>{children}</div>{note !== undefined && <p className="secondary small">{note}</p>}</div>;
}

/** An emptied field keeps its number until another is typed: the least one in its place would be typed onto. `of` says in front of the label what it is of, where several of that label stand on the page. */
export function Whole({ label, of = '', value, onChange, min = 0 }: { label: string; of?: string; value: number; onChange: (value: number) => void; min?: number }) {
  return <label className="rule-inline"><span className="small">{label}</span><InputNumber size="small" min={min} max={9999} precision={0} value={value} onChange={(next) => { if (next !== null) onChange(next); }} aria-label={`${of} ${label}`.trim()} /></label>;
}

export function Decimal({ label, value, onChange }: { label: string; value: string; onChange: (value: string) => void }) {
  return <label className="rule-inline"><span className="small">{label}</span><Input size="small" className="rule-number" value={value} onChange={(event) => { onChange(event.target.value); }} aria-label={label} inputMode="decimal" /></label>;
}

export const NO_PLACES: RulePlaces = { kind: 'perTrack', count: 1, ratio: '', rounding: 'half-up' };
const KINDS = ['perTrack', 'ratio', 'across'] as const;
const ROUNDINGS = ['half-up', 'up', 'down', 'largest-remainder'] as const;

export function Places({ places, onChange, label }: { places: RulePlaces; onChange: (places: RulePlaces) => void; label: string }) {
  return (
    <>
      <Select size="small" aria-label={label} value={places.kind} popupMatchSelectWidth={false} onChange={(kind) => { onChange({ ...places, kind }); }} options={KINDS.map((kind) => ({ value: kind, label: TEXT.places[kind] }))} />
      {places.kind === 'ratio'
        ? <><Decimal label={TEXT.ratio} value={places.ratio} onChange={(ratio) => { onChange({ ...places, ratio }); }} />
          <Select size="small" aria-label={TEXT.roundingLabel} value={places.rounding} popupMatchSelectWidth={false} onChange={(rounding) => { onChange({ ...places, rounding }); }} options={ROUNDINGS.map((way) => ({ value: way, label: TEXT.rounding[way] }))} /><small className="secondary rule-why">{TEXT.roundingNotes[places.rounding]}</small></>
        : <Whole label={TEXT.count} of={label} value={places.count} min={1} onChange={(count) => { onChange({ ...places, count }); }} />}
    </>
  );
}

/** One item of a list with the others after it. */
export function replaced<T>(list: readonly T[], index: number, item: T): T[] {
  return list.map((old, at) => (at === index ? item : old));
}

export function without<T>(list: readonly T[], index: number): T[] {
  return list.filter((_, at) => at !== index);
}
