/** 归档: one button, and what is in the file it makes. */
import { Button } from 'antd';
import { useState } from 'react';
import type { Role } from '../../ipc/generated/Role';
import type { Written } from '../../ipc/generated/Written';
import { useAct } from '../../ipc/useAct';
import { useAnswer } from '../../ipc/useAnswer';
import { Answered } from '../../shared/Answered';
import { pickTarget } from '../../shared/pick';
import { Sentence } from '../../shared/Sentence';
import { Working } from '../../shared/Working';
import { WrittenLine } from '../../shared/WrittenLine';
import { words } from '../../words';

const TEXT = words.archive;

export function ArchivePage({ role, contest }: { role: Role; contest: string }) {
  const shown = useAnswer('dispatch_look', {});
  return (
    <div className="pane" data-testid="archive">
      <div className="page-head line"><h1>{TEXT.title}</h1></div>
      <div className="page-scroll stack">
        {role !== 'organiser' && <p className="calm-line">{words.organiser.onlyOrganiser}</p>}
        <Make may={role === 'organiser'} contest={contest} />
        <section className="card" aria-label={TEXT.checkTitle}>
          <h2>{TEXT.checkTitle}</h2>
          <p>{TEXT.check}</p>
          <Answered shown={shown}>{({ contestCode }) => <p><code className="command" data-testid="archive-command">{TEXT.command(contestCode)}</code></p>}</Answered>
          <p className="secondary small">{TEXT.checkNote}</p>
        </section>
      </div>
    </div>
  );
}

function Make({ may, contest }: { may: boolean; contest: string }) {
  const [written, setWritten] = useState<Written>();
  const save = useAct('archive_save');
  const act = async () => {
    const target = await pickTarget(TEXT.saveTitle, TEXT.saveName(contest));
    if (target === undefined) return;
    setWritten(undefined);
    setWritten(await save.act({ target }));
  };
  return (
    <section className="card" aria-label={TEXT.insideTitle}>
      <p>{TEXT.about}</p>
      <h2>{TEXT.insideTitle}</h2>
      <dl className="inside">{TEXT.inside.map(([name, what]) => <div key={name}><dt>{name}</dt><dd>{what}</dd></div>)}</dl>
      <p className="secondary small">{TEXT.notInside}</p>
      <Sentence problem={save.problem} /><WrittenLine written={written} />
      {save.busy && <Working what={TEXT.working} progress={save.progress} cancel={save.cancel} />}
      {may && <div className="actions"><span className="grow" /><Button type="primary" disabled={save.busy} onClick={() => { void act(); }} data-testid="archive-save">{TEXT.save}</Button></div>}
    </section>
  );
}
