/** Writes a form as PDF: the signed one for the ink, or a blank one. Says which characters no font has. */
import { Button } from 'antd';
import { useState } from 'react';
import type { PaperWritten } from '../../ipc/generated/PaperWritten';
import { useAct } from '../../ipc/useAct';
import { pickTarget } from '../../shared/pick';
import { Sentence } from '../../shared/Sentence';
import { WrittenLine } from '../../shared/WrittenLine';
import { words } from '../../words';

const TEXT = words.handback;

interface Props { form: 'paper_save' | 'blank_forms_save'; text: string; name: string }

export function Print({ form, text, name }: Props) {
  const [paper, setPaper] = useState<PaperWritten>();
  const save = useAct(form);
  const act = async () => {
    const target = await pickTarget(text, name);
    if (target !== undefined) setPaper(await save.act({ target }));
  };
  return (
    <>
      <Button loading={save.busy} onClick={() => { void act(); }} data-testid={form}>{text}</Button>
      <Sentence problem={save.problem} />
      {paper && <WrittenLine written={paper.written} />}
      {paper && <p className="small secondary">{TEXT.pages(paper.pages)}</p>}
      {paper && paper.absent.length > 0 && <p className="small attention" role="alert">{TEXT.absent(paper.absent.join(words.common.listJoin))}</p>}
    </>
  );
}
