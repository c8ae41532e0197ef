/** A file somebody has to do something about: verdict, from whom, what it says, and the act in place. */
import { Button } from 'antd';
import { useEffect, useRef, useState } from 'react';
import type { FileRow } from '../../ipc/generated/FileRow';
import type { Role } from '../../ipc/generated/Role';
import { useAct } from '../../ipc/useAct';
import { CODE_LENGTH, CodeInput } from '../../shared/CodeInput';
import { moment } from '../../shared/format';
import { Sentence } from '../../shared/Sentence';
import { FileVerdictMark } from '../../shared/State';
import { words } from '../../words';

const TEXT = words.merge;

interface Props { file: FileRow; on: boolean; onPick: () => void; role: Role }

export function FileCard({ file, on, onPick, role }: Props) {
  const element = useRef<HTMLElement>(null);
  useEffect(() => { if (on && typeof element.current?.scrollIntoView === 'function') element.current.scrollIntoView({ block: 'nearest' }); }, [on]);
  return (
    <article ref={element} className={on ? 'file on' : 'file'} data-testid={`file-${file.id}`}>
      <button type="button" className="plain head" aria-pressed={on} onClick={onPick} title={file.file}>
        <FileVerdictMark verdict={file.verdict} /><span className="cut">{file.who}</span><span className="grow" /><small className="secondary">{moment(file.at)}</small>
      </button>
      {file.verdict === 'rejected' && <p className="cut" title={file.file}>{file.file}</p>}
      {file.sentences.map((sentence) => <p key={sentence}>{sentence}</p>)}
      {file.verdict === 'provisional' && file.expert !== null && <Paper expert={file.expert} role={role} focus={on} />}
      {on && <Details file={file} />}
    </article>
  );
}

/** The supervisor types what the ink-signed paper says; nobody else is asked, and no code is shown. */
function Paper({ expert, role, focus }: { expert: string; role: Role; focus: boolean }) {
  const [code, setCode] = useState('');
  const confirm = useAct('paper_confirm');
  if (role !== 'supervisor') return <p className="attention">{role === 'chair' ? TEXT.codeAskChair : TEXT.askSupervisor}</p>;
  const act = () => { if (code.length === CODE_LENGTH) void confirm.act({ expert, code }); };
  return (
    <>
      <p>{TEXT.codeAsk}</p>
      <div className="row"><CodeInput key={String(focus)} label={TEXT.codeLabel} value={code} onChange={setCode} onEnter={act} autoFocus={focus} testId={`paper-code-${expert}`} />
        <Button disabled={code.length < CODE_LENGTH} loading={confirm.busy} onClick={act} data-testid={`paper-confirm-${expert}`}>{TEXT.codeCheck}</Button></div>
      <Sentence problem={confirm.problem} />
    </>
  );
}

function Details({ file }: { file: FileRow }) {
  return (
    <details className="file-details"><summary className="small">{words.common.details}</summary>
      <p>{file.file}{file.seq !== null && `${words.common.dot}${TEXT.version(file.seq)}`}{file.codes.length > 0 && `${words.common.dot}${TEXT.codes(file.codes.join(words.common.listJoin))}`}</p>
      {file.digest !== null && <p className="digest">{TEXT.digest(file.digest)}</p>}
    </details>
  );
}
