/** Registering an objection: who, how to reach them, what, the evidence, which entries. The desk refuses an anonymous one with the reason. */
import { Button, Input, Select } from 'antd';
import { useState } from 'react';
import type { NoticesLook } from '../../ipc/generated/NoticesLook';
import { useAct } from '../../ipc/useAct';
import { Sentence } from '../../shared/Sentence';
import { words } from '../../words';

const TEXT = words.outcome;

export function ObjectionForm({ look, onClose }: { look: NoticesLook; onClose: () => void }) {
  const [form, setForm] = useState({ name: '', contact: '', text: '', evidence: '', received: look.today });
  const [entries, setEntries] = useState<string[]>([]);
  const put = useAct('objection_put');
  const set = (key: keyof typeof form) => (event: { target: { value: string } }) => { setForm({ ...form, [key]: event.target.value }); };
  const act = () => { void put.act({ ...form, entries }).then((answer) => { if (answer) onClose(); }); };
  return (
    <section className="card" aria-label={TEXT.objectionAdd} data-testid="objection-form"><h2>{TEXT.objectionAdd}</h2>
      <div className="outcome-two">
        <label className="field"><span className="label">{TEXT.objectionName}</span><Input autoFocus value={form.name} onChange={set('name')} /></label>
        <label className="field"><span className="label">{TEXT.objectionContact}</span><Input value={form.contact} onChange={set('contact')} /></label>
        <label className="field"><span className="label">{TEXT.received}</span><Input type="date" value={form.received} onChange={set('received')} /></label>
        <label className="field"><span className="label">{TEXT.objectionEntries}</span><Select mode="multiple" className="wide" value={entries} onChange={setEntries} placeholder={TEXT.pickEntries} optionFilterProp="label" options={look.entries.map(({ entry, title }) => ({ value: entry, label: `${entry} ${title}` }))} /></label>
      </div>
      <label className="field"><span className="label">{TEXT.objectionText}</span><Input.TextArea rows={2} value={form.text} onChange={set('text')} /></label>
      <label className="field"><span className="label">{TEXT.objectionEvidence}</span><Input.TextArea rows={2} value={form.evidence} onChange={set('evidence')} /></label>
      <Sentence problem={put.problem} />
      <div className="actions"><Button onClick={onClose}>{words.common.cancel}</Button><span className="grow" /><Button type="primary" loading={put.busy} onClick={act} data-testid="objection-save">{TEXT.objectionAdd}</Button></div>
    </section>
  );
}
