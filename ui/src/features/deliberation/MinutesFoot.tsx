/** Signing the minutes and printing them for ink. */
import { Button } from 'antd';
import { useState } from 'react';
import type { DeliberationLook } from '../../ipc/generated/DeliberationLook';
import type { PaperWritten } from '../../ipc/generated/PaperWritten';
import { useAct } from '../../ipc/useAct';
import { dayAndTime } from '../../shared/format';
import { Glyph } from '../../shared/Glyph';
import { PassphraseField } from '../../shared/Passphrase';
import { pickTarget } from '../../shared/pick';
import { Sentence } from '../../shared/Sentence';
import { WrittenLine } from '../../shared/WrittenLine';
import { words } from '../../words';

const TEXT = words.deliberation;

export function MinutesFoot({ look: { track, signed, changed, writable } }: { look: DeliberationLook }) {
  const [passphrase, setPassphrase] = useState('');
  const [paper, setPaper] = useState<PaperWritten>();
  const sign = useAct('minutes_sign');
  const save = useAct('minutes_save');
  const act = async () => {
    if (passphrase === '' || sign.busy) return;
    await sign.act({ track, passphrase });
    setPassphrase('');
  };
  const print = async () => {
    if (!signed) return;
    const target = await pickTarget(TEXT.save, signed.suggestedName);
    if (target !== undefined) setPaper(await save.act({ track, target }));
  };
  return (
    <footer className="minutes-foot" aria-label={TEXT.minutesTitle}>
      <b className="nowrap">{TEXT.minutesTitle}</b>
      {signed ? <span className="state tone-ok"><Glyph name="ok" />{TEXT.signed(signed.seq, dayAndTime(signed.at), signed.code)}</span> : <small className="secondary">{TEXT.minutesNote}</small>}
      {changed && <span className="attention">{TEXT.changed}</span>}
      <span className="grow" />
      <Sentence problem={sign.problem ?? save.problem} /><WrittenLine written={paper?.written} />
      {paper && paper.absent.length > 0 && <span className="attention">{TEXT.absent(paper.absent.join(words.common.listJoin))}</span>}
      {writable && <><PassphraseField label={words.common.passphrase} value={passphrase} onChange={setPassphrase} onEnter={() => { void act(); }} testId="minutes-passphrase" />
        <Button type={signed && !changed ? 'default' : 'primary'} disabled={passphrase === ''} loading={sign.busy} onClick={() => { void act(); }} data-testid="minutes-sign">{TEXT.sign}</Button></>}
      {signed && <Button loading={save.busy} onClick={() => { void print(); }} data-testid="minutes-save">{TEXT.save}</Button>}
    </footer>
  );
}
