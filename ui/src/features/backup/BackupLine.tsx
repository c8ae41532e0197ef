/** A calm line when changes have had no backup for more than a day. Put off until tomorrow with one click; never a barrier. */
import { useEffect } from 'react';
import { amendAnswer, useAnswer } from '../../ipc/useAnswer';
import { useAct } from '../../ipc/useAct';
import { dayAndTime } from '../../shared/format';
import { Sentence } from '../../shared/Sentence';
import { WrittenLine } from '../../shared/WrittenLine';
import { words } from '../../words';
import { useBackup } from './useBackup';

const TEXT = words.everyday;
/** A desk may stay open for days. */
const LOOK_AGAIN_MS = 30 * 60_000;

export function BackupLine() {
  const { answer, again } = useAnswer('backup_look', {});
  const { act: putOff } = useAct('backup_later');
  const backup = useBackup();
  useEffect(() => {
    const timer = setInterval(again, LOOK_AGAIN_MS);
    return () => { clearInterval(timer); };
  }, [again]);
  if (backup.written) {
    return <div className="desk-line" data-testid="backup-line"><WrittenLine written={backup.written} /><span className="grow" /><button type="button" className="link" onClick={backup.done}>{words.common.close}</button></div>;
  }
  if (!answer?.due) return null;
  const later = async () => {
    const next = await putOff({});
    if (next) amendAnswer('backup_look', {}, () => next);
  };
  return (
    <div className="desk-line" role="status" data-testid="backup-line">
      <span className="cut">{answer.last === null ? `${TEXT.backupNever}，${TEXT.backupChangedNever(answer.changed)}` : `${TEXT.backupLast(dayAndTime(answer.last))}，${TEXT.backupChanged(answer.changed)}`}</span>
      <button type="button" className="link" disabled={backup.busy} onClick={() => { void backup.save(); }} data-testid="backup-now">{TEXT.backupSave}</button>
      <Sentence problem={backup.problem} />
      <span className="grow" />
      <button type="button" className="link" onClick={() => { void later(); }} data-testid="backup-later">{TEXT.backupLater}</button>
    </div>
  );
}
