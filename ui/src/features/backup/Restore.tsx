/** A new desk from a backup file: choose it, see whose it is, give the passphrase of that time. */
import { Button } from 'antd';
import { useEffect, useState } from 'react';
import type { BackupFacts } from '../../ipc/generated/BackupFacts';
import type { OpenDesk } from '../../ipc/generated/OpenDesk';
import type { PickedFile } from '../../ipc/shell';
import { useAct } from '../../ipc/useAct';
import { FileField } from '../../shared/FileField';
import { dayAndTime } from '../../shared/format';
import { PassphraseField } from '../../shared/Passphrase';
import { pickFile } from '../../shared/pick';
import { Segments } from '../../shared/Segments';
import { Sentence } from '../../shared/Sentence';
import { Working } from '../../shared/Working';
import { words } from '../../words';

const TEXT = words.everyday;

interface Props { onOpen: (open: OpenDesk) => void; onBack: () => void; given?: PickedFile | undefined }

export function Restore({ onOpen, onBack, given }: Props) {
  const [file, setFile] = useState(given);
  const [facts, setFacts] = useState<BackupFacts>();
  const [login, setLogin] = useState<string | null>(null);
  const [passphrase, setPassphrase] = useState('');
  const { problem, act: inspect } = useAct('backup_inspect');
  const restore = useAct('backup_restore');
  useEffect(() => {
    if (!file) return;
    void inspect({ file: file.token }).then((answer) => {
      setFacts(answer);
      setLogin(answer?.logins[0]?.id ?? null);
    });
  }, [file, inspect]);
  const act = () => {
    if (!file || !facts || passphrase === '' || restore.busy) return;
    void restore.act({ file: file.token, login, passphrase }).then((open) => { if (open) onOpen(open); });
  };
  return (
    <section className="panel" aria-label={TEXT.restoreTitle}>
      <h2>{TEXT.restoreTitle}</h2>
      <p className="secondary">{TEXT.restoreWhy}</p>
      <FileField label={TEXT.restoreFile} chosen={file} testId="restore-file" onChosen={setFile} choose={() => pickFile(TEXT.restoreFile, TEXT.restoreKind, ['jurybackup'])} />
      <Sentence problem={problem} />
      {facts && <Whose facts={facts} />}
      {facts && facts.logins.length > 1 && (
        <div className="field"><span className="label">{words.start.as}</span>
          <Segments label={words.start.as} value={login ?? ''} onChange={setLogin} options={facts.logins.map(({ id, name, role }) => ({ value: id, label: `${words.states.role[role]}${words.common.dot}${name}` }))} />
        </div>
      )}
      {facts && <PassphraseField label={TEXT.restorePassphrase} value={passphrase} onChange={setPassphrase} onEnter={act} testId="restore-passphrase" />}
      {facts?.kind === 'expert' && <p className="small secondary">{TEXT.restorePacks}</p>}
      {restore.busy && <Working what={TEXT.restoring} progress={restore.progress} />}
      <Sentence problem={restore.problem} />
      <div className="actions">
        <Button onClick={onBack}>{words.common.back}</Button><span className="grow" />
        <Button type="primary" disabled={!facts || passphrase === ''} loading={restore.busy} onClick={act} data-testid="restore">{TEXT.restoreDo}</Button>
      </div>
    </section>
  );
}

function Whose({ facts }: { facts: BackupFacts }) {
  const [first] = facts.logins;
  const role = facts.kind === 'organiser' ? words.start.organiserDesk : words.states.role[first?.role ?? 'expert'];
  return (
    <p data-testid="restore-facts"><b>{facts.logins.map(({ name }) => name).join(words.common.listJoin)}{words.common.dot}{role}</b><br />
      <span className="secondary">{[facts.contest, facts.detail].filter(Boolean).join(words.common.dot)}</span><br />{TEXT.restoreAt(dayAndTime(facts.at))}</p>
  );
}
