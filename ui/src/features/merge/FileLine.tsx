/** A settled file: one line, its sentences and codes when it is chosen. */
import type { FileRow } from '../../ipc/generated/FileRow';
import { moment } from '../../shared/format';
import { FileVerdictMark } from '../../shared/State';
import { words } from '../../words';

const TEXT = words.merge;

export function FileLine({ file, on, onPick }: { file: FileRow; on: boolean; onPick: () => void }) {
  const about = file.sentences[0] ?? (file.seq === null ? '' : TEXT.version(file.seq));
  return (
    <>
      <button type="button" className={on ? 'plain file-line on' : 'plain file-line'} aria-pressed={on} title={file.file} onClick={onPick} data-testid={`file-${file.id}`}>
        <FileVerdictMark verdict={file.verdict} /><span className="cut">{file.who}</span><small className="secondary cut grow">{about}</small><small className="secondary nowrap">{moment(file.at)}</small>
      </button>
      {on && <div className="file on small">{file.sentences.map((sentence) => <p key={sentence}>{sentence}</p>)}
        <p className="secondary">{file.file}{file.seq !== null && `${words.common.dot}${TEXT.version(file.seq)}`}{file.codes.length > 0 && `${words.common.dot}${TEXT.codes(file.codes.join(words.common.listJoin))}`}</p></div>}
    </>
  );
}
