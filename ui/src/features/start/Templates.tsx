/** Writes the empty workbooks into a folder. */
import { useState } from 'react';
import type { Written } from '../../ipc/generated/Written';
import { useAct } from '../../ipc/useAct';
import { pickFolder } from '../../shared/pick';
import { Sentence } from '../../shared/Sentence';
import { WrittenLine } from '../../shared/WrittenLine';
import { words } from '../../words';

const TEXT = words.start;

export function Templates() {
  const [written, setWritten] = useState<Written>();
  const write = useAct('templates_write');
  const act = async () => {
    const folder = await pickFolder(TEXT.templatesTitle);
    if (folder) setWritten(await write.act({ target: folder.token }));
  };
  return (
    <>
      <button type="button" className="plain way" disabled={write.busy} onClick={() => { void act(); }} data-testid="templates"><b>{TEXT.templates}</b><span className="small secondary">{TEXT.templatesNote}</span></button>
      <Sentence problem={write.problem} />
      <WrittenLine written={written} />
    </>
  );
}
