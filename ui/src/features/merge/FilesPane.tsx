/** The files received, those that need somebody first, settled ones one line each. */
import type { ReactNode } from 'react';
import type { FileRow } from '../../ipc/generated/FileRow';
import type { Role } from '../../ipc/generated/Role';
import { Empty } from '../../shared/Empty';
import { Sentence } from '../../shared/Sentence';
import { Working } from '../../shared/Working';
import { words } from '../../words';
import { FileCard } from './FileCard';
import { FileLine } from './FileLine';
import { ReceiptsWrite } from './ReceiptsWrite';
import type { Adding } from './useAdding';

const TEXT = words.merge;

interface Props { files: readonly FileRow[]; picked: string | undefined; onPick: (id: string | undefined) => void; role: Role; adding: Adding; children: ReactNode }

export function FilesPane({ files, picked, onPick, role, adding, children }: Props) {
  const waiting = files.filter(({ needsAction }) => needsAction);
  const settled = files.filter(({ needsAction }) => !needsAction);
  return (
    <section className="files" aria-label={TEXT.files(files.length)}>
      <div className="files-line"><b>{TEXT.files(files.length)}</b><span className="grow" />{waiting.length > 0 && <span>{TEXT.needAction(waiting.length)}</span>}</div>
      {children}
      <div className="files-list">
        {files.length === 0 && <Empty text={adding.may ? TEXT.noFiles : TEXT.noFilesSupervisor} />}
        {waiting.map((file) => <FileCard key={file.id} file={file} on={file.id === picked} onPick={() => { onPick(file.id); }} role={role} />)}
        {settled.length > 0 && <div className="files-line">{TEXT.settled(settled.length)}</div>}
        {settled.map((file) => <FileLine key={file.id} file={file} on={file.id === picked} onPick={() => { onPick(file.id === picked ? undefined : file.id); }} />)}
      </div>
      <Sentence problem={adding.add.problem} />
      {adding.add.busy && <Working what={TEXT.adding} progress={adding.add.progress} cancel={adding.add.cancel} />}
      {adding.may && files.length > 0 && <ReceiptsWrite />}
      {adding.may && <div className="drop"><span>{TEXT.drop}</span><button type="button" className="link" disabled={adding.add.busy} onClick={() => { void adding.choose(); }} data-testid="merge-choose">{TEXT.choose}</button></div>}
    </section>
  );
}
