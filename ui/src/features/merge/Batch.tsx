/** What became of the files just added, whatever their track: the list below shows those of one track, and a repeated file once. */
import type { FileRow } from '../../ipc/generated/FileRow';
import type { FileVerdict } from '../../ipc/generated/FileVerdict';
import { FileVerdictMark } from '../../shared/State';
import { words } from '../../words';

const TEXT = words.merge;
const ORDER: readonly FileVerdict[] = ['accepted', 'provisional', 'superseded', 'duplicate', 'held', 'rejected'];

export function Batch({ files, onClose }: { files: readonly FileRow[]; onClose: () => void }) {
  if (files.length === 0) return null;
  const counted = ORDER.map((verdict) => ({ verdict, count: files.filter((file) => file.verdict === verdict).length })).filter(({ count }) => count > 0);
  return (
    <div className="batch small" role="status" data-testid="batch">
      <p className="line"><b>{TEXT.batch(files.length)}</b><span className="grow" /><button type="button" className="link" onClick={onClose}>{words.common.close}</button></p>
      <p className="counts">{counted.map(({ verdict, count }) => <FileVerdictMark key={verdict} verdict={verdict} text={`${words.states.file[verdict]} ${String(count)}`} />)}</p>
    </div>
  );
}
