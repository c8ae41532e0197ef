/** 签名钥匙登记 beforehand, which is optional: the expert hands their key in as a file. */
import { Button } from 'antd';
import { useState } from 'react';
import type { Written } from '../../ipc/generated/Written';
import { useAct } from '../../ipc/useAct';
import { pickTarget } from '../../shared/pick';
import { Sentence } from '../../shared/Sentence';
import { WrittenLine } from '../../shared/WrittenLine';
import { words } from '../../words';

const TEXT = words.everyday;

export function EnrolCard({ name }: { name: string }) {
  const [written, setWritten] = useState<Written>();
  const save = useAct('enrolment_save');
  const act = async () => {
    const target = await pickTarget(TEXT.enrolPick, TEXT.enrolName(name));
    if (target !== undefined) setWritten(await save.act({ target }));
  };
  return (
    <section className="card" aria-label={TEXT.enrolTitle}>
      <h2>{TEXT.enrolTitle}</h2>
      <p className="secondary">{TEXT.enrolNote}</p>
      <Sentence problem={save.problem} /><WrittenLine written={written} />
      <div className="actions"><span className="grow" /><Button loading={save.busy} onClick={() => { void act(); }} data-testid="enrolment-save">{TEXT.enrolSave}</Button></div>
    </section>
  );
}
