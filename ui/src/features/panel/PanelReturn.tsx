/** 评审组汇总表: the chair's minutes, signature and one workbook to hand on. */
import { Button, Input } from 'antd';
import { useState } from 'react';
import type { SignedReturn } from '../../ipc/generated/SignedReturn';
import type { Written } from '../../ipc/generated/Written';
import { useAct } from '../../ipc/useAct';
import { useAnswer } from '../../ipc/useAnswer';
import { Answered } from '../../shared/Answered';
import { dayAndTime } from '../../shared/format';
import { Glyph } from '../../shared/Glyph';
import { PassphraseField } from '../../shared/Passphrase';
import { pickTarget } from '../../shared/pick';
import { Sentence } from '../../shared/Sentence';
import { WrittenLine } from '../../shared/WrittenLine';
import { words } from '../../words';

const TEXT = words.merge;

export function PanelReturn() {
  const shown = useAnswer('merge_look', { track: null });
  return (
    <div className="page-scroll narrow-page"><Answered shown={shown}>{(look) => (
      <div className="stack">
        <SignReturn />
        {look.panelReturn && <Signed last={look.panelReturn} />}
      </div>
    )}</Answered></div>
  );
}

function SignReturn() {
  const [minutes, setMinutes] = useState('');
  const [passphrase, setPassphrase] = useState('');
  const sign = useAct('panel_return_sign');
  const act = async () => {
    if (passphrase === '') return;
    await sign.act({ passphrase, minutes });
    setPassphrase('');
  };
  return (
    <section className="card" aria-label={TEXT.returnTitle}>
      <h2>{TEXT.returnTitle}</h2>
      <p className="secondary">{TEXT.returnNote}</p>
      <label className="field"><span className="label">{TEXT.minutes}</span><Input.TextArea value={minutes} placeholder={TEXT.minutesHint} autoSize={{ minRows: 4, maxRows: 12 }} onChange={(event) => { setMinutes(event.target.value); }} data-testid="minutes" /></label>
      <PassphraseField label={words.common.passphrase} value={passphrase} onChange={setPassphrase} onEnter={() => { void act(); }} testId="return-passphrase" />
      <Sentence problem={sign.problem} />
      <div className="actions"><span className="grow" /><Button type="primary" disabled={passphrase === ''} loading={sign.busy} onClick={() => { void act(); }} data-testid="return-sign">{TEXT.returnSign}</Button></div>
    </section>
  );
}

function Signed({ last }: { last: SignedReturn }) {
  const [written, setWritten] = useState<Written>();
  const save = useAct('panel_return_save');
  const act = async () => {
    const target = await pickTarget(TEXT.returnSave, last.suggestedName);
    if (target !== undefined) setWritten(await save.act({ target }));
  };
  return (
    <section className="card">
      <p className="state tone-ok"><Glyph name="ok" /><b>{TEXT.returnSigned(last.seq, dayAndTime(last.at))}</b></p>
      <p className="big-code" data-testid="return-code">{last.code}</p>
      <Sentence problem={save.problem} /><WrittenLine written={written} />
      <div className="actions"><span className="grow" /><Button loading={save.busy} onClick={() => { void act(); }} data-testid="return-save">{TEXT.returnSave}</Button></div>
    </section>
  );
}
