/** Assignment letters, one per expert, and the codes to tell by phone. */
import { Button, Checkbox, DatePicker, Table } from 'antd';
import { useState } from 'react';
import type { DispatchLetter } from '../../ipc/generated/DispatchLetter';
import type { LettersBuilt } from '../../ipc/generated/LettersBuilt';
import { useAct } from '../../ipc/useAct';
import { dayAndTime } from '../../shared/format';
import { pickFolder } from '../../shared/pick';
import { Sentence } from '../../shared/Sentence';
import { Working } from '../../shared/Working';
import { words } from '../../words';
import { rfc3339 } from './deadline';

const TEXT = words.organiser;
const COLUMNS = TEXT.letterColumns;
const HIDDEN = '••••';

export function Letters({ letters, may, ready }: { letters: DispatchLetter[]; may: boolean; ready: boolean }) {
  const [chosen, setChosen] = useState<string[]>([]);
  const [built, setBuilt] = useState<LettersBuilt>();
  const [shown, setShown] = useState(false);
  const [deadline, setDeadline] = useState('');
  const [feedback, setFeedback] = useState(false);
  const build = useAct('letters_build');
  const missing = letters.some(({ seq }) => seq === null);
  const act = async () => {
    const folder = await pickFolder(TEXT.lettersFolder);
    if (folder) setBuilt(await build.act({ experts: chosen, folder: folder.token, deadline: rfc3339(deadline), feedback }));
  };
  return (
    <section className="card">
      <div className="row"><h2 className="grow">{TEXT.lettersTitle}</h2>
        {may && <label className="row"><span className="secondary nowrap">{TEXT.deadline}</span><DatePicker showTime format="YYYY-MM-DDTHH:mm" needConfirm={false} title={TEXT.deadlineHint} onChange={(_, text) => { setDeadline(text ?? ''); }} data-testid="deadline" /></label>}
        <Button onClick={() => { setShown(!shown); }} data-testid="show-codes">{shown ? TEXT.hideCodes : TEXT.showCodes}</Button>
        {may && <Button type={ready && missing ? 'primary' : 'default'} disabled={build.busy} onClick={() => { void act(); }} data-testid="letters-build">{chosen.length > 0 ? TEXT.lettersBuildSelected(chosen.length) : TEXT.lettersBuild}</Button>}</div>
      <p className="secondary small">{TEXT.lettersNote}</p>
      {may && <Checkbox checked={feedback} onChange={(event) => { setFeedback(event.target.checked); }} data-testid="letters-feedback" title={TEXT.feedbackNote}>{TEXT.feedback}</Checkbox>}
      {build.busy && <Working what={TEXT.lettersBuild} progress={build.progress} cancel={build.cancel} />}
      <Sentence problem={build.problem} />
      {built && <p className="ok" role="status">{TEXT.lettersDone(built.letters.length)}</p>}
      <Table<DispatchLetter> size="small" rowKey="expert" dataSource={letters} pagination={false}
        {...(may ? { rowSelection: { selectedRowKeys: chosen, onChange: (keys: React.Key[]) => { setChosen(keys.map(String)); } } } : {})}
        columns={[
          { title: COLUMNS.expert, dataIndex: 'name', width: 180, render: (name: string, { expert, chair }) => <span><small className="secondary">{expert} </small>{name}{chair && <small className="secondary">{words.common.dot}{TEXT.isChair}</small>}</span> },
          { title: COLUMNS.track, dataIndex: 'track', width: 120 },
          { title: COLUMNS.seq, dataIndex: 'seq', width: 96, render: (seq: number | null) => (seq === null ? <span className="secondary">{TEXT.notIssued}</span> : TEXT.letterSeq(seq)) },
          { title: COLUMNS.file, dataIndex: 'file', ellipsis: true },
          { title: COLUMNS.code, dataIndex: 'code', width: 220, render: (code: string, { expert, seq }) => <span className="mono nowrap" data-testid={`code-${expert}`}>{codeText(code, seq, shown)}</span> },
          { title: COLUMNS.at, dataIndex: 'at', width: 150, render: (at: string) => dayAndTime(at) },
        ]} />
    </section>
  );
}

/** Codes stay hidden until asked for: others may be looking at the screen. */
function codeText(code: string, seq: number | null, shown: boolean): string {
  if (seq === null) return '';
  if (code === '') return TEXT.byKey;
  return shown ? code : HIDDEN;
}
