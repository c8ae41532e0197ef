/** After signing: the code, and the three steps to hand back. */
import { Button } from 'antd';
import { useState } from 'react';
import type { SignedSheet } from '../../ipc/generated/SignedSheet';
import type { Written } from '../../ipc/generated/Written';
import { useAct } from '../../ipc/useAct';
import { dayAndTime } from '../../shared/format';
import { Glyph } from '../../shared/Glyph';
import { pickTarget } from '../../shared/pick';
import { Sentence } from '../../shared/Sentence';
import { WrittenLine } from '../../shared/WrittenLine';
import { words } from '../../words';
import { Print } from './Print';

const TEXT = words.handback;

export function Signed({ sheet }: { sheet: SignedSheet }) {
  return (
    <section className="card" aria-label={TEXT.signTitle}>
      <p className="state tone-ok"><Glyph name="ok" /><b>{TEXT.signed(sheet.seq, dayAndTime(sheet.at))}</b></p>
      <p className="big-code" data-testid="sheet-code">{sheet.code}</p>
      <p className="small secondary">{TEXT.codeNote}</p>
      <details className="small secondary"><summary>{words.common.details}</summary><p className="digest">{TEXT.digest} {sheet.digest}</p></details>
      <h3>{TEXT.stepsTitle}</h3>
      <ol className="steps-list">
        <li><b>{TEXT.exportTitle}</b><p className="small secondary">{TEXT.exportNote}</p><Export name={sheet.suggestedName} /></li>
        <li><b>{TEXT.printTitle}</b><p className="small secondary">{TEXT.printNote}</p><Print form="paper_save" text={TEXT.print} name={sheet.suggestedName.replace(/\.xlsx$/, '.pdf')} /></li>
        <li><b>{TEXT.returnTitle}</b><p className="small secondary">{TEXT.returnNote}</p></li>
      </ol>
    </section>
  );
}

function Export({ name }: { name: string }) {
  const [written, setWritten] = useState<Written>();
  const save = useAct('sheet_save');
  const act = async () => {
    const target = await pickTarget(TEXT.saveTitle, name);
    if (target !== undefined) setWritten(await save.act({ target }));
  };
  return (
    <>
      <Button type={written ? 'default' : 'primary'} loading={save.busy} onClick={() => { void act(); }} data-testid="sheet-save">{written ? TEXT.exportAgain : TEXT.exportTitle}</Button>
      <Sentence problem={save.problem} />
      <WrittenLine written={written} />
      {written && <p className="small secondary">{TEXT.wechat}</p>}
    </>
  );
}
