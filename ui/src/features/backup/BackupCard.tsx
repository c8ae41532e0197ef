/** 备份: one button, and how the desk stands with its backups. */
import { Button } from 'antd';
import { useEffect } from 'react';
import { useAnswer } from '../../ipc/useAnswer';
import { dayAndTime } from '../../shared/format';
import { Sentence } from '../../shared/Sentence';
import { WrittenLine } from '../../shared/WrittenLine';
import { words } from '../../words';
import { useBackup } from './useBackup';

const TEXT = words.everyday;

export function BackupCard({ expert }: { expert: boolean }) {
  const { answer, problem, again } = useAnswer('backup_look', {});
  const backup = useBackup();
  useEffect(() => { again(); }, [again]);
  return (
    <section className="card" aria-label={TEXT.backupTitle}>
      <h2>{TEXT.backupTitle}</h2>
      <p className="secondary">{expert ? TEXT.backupNote : TEXT.backupNoteOrganiser}</p>
      {answer && <p data-testid="backup-state">{answer.last === null ? TEXT.backupNever : TEXT.backupLast(dayAndTime(answer.last))}<span className="secondary">{words.common.dot}{answer.last === null ? TEXT.backupChangedNever(answer.changed) : TEXT.backupChanged(answer.changed)}</span></p>}
      {answer && <p className="small secondary">{answer.startOfDay === null ? TEXT.backupDayNone : TEXT.backupDay(dayAndTime(answer.startOfDay))}</p>}
      <Sentence problem={backup.problem ?? problem} /><WrittenLine written={backup.written} />
      <div className="actions"><span className="grow" /><Button type="primary" loading={backup.busy} onClick={() => { void backup.save(); }} data-testid="backup-save">{TEXT.backupSave}</Button></div>
    </section>
  );
}
