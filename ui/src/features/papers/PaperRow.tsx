/** One paper: what it is, whether it can be written, a button for each format. */
import { Button } from 'antd';
import type { WritablePaper } from '../../ipc/generated/WritablePaper';
import { Glyph } from '../../shared/Glyph';
import { words } from '../../words';

const TEXT = words.papers;

interface Props { line: WritablePaper; may: boolean; busy: boolean; onWrite: (format: string) => void }

export function PaperRow({ line, may, busy, onWrite }: Props) {
  const ready = line.whyNot === '';
  return (
    <tr data-testid={`paper-${line.kind}`}>
      <td><b>{line.name}</b></td>
      <td className="secondary">{line.about}</td>
      <td>{ready ? <span className="state tone-ok"><Glyph name="ok" />{TEXT.ready}</span> : <span className="secondary small">{line.whyNot}</span>}</td>
      <td className="write">{may && line.formats.map((format) => {
        const said = TEXT.formats[format] ?? format;
        return <Button key={format} size="small" disabled={!ready || busy} aria-label={TEXT.writeAs(line.name, said)} onClick={() => { onWrite(format); }} data-testid={`paper-${line.kind}-${format}`}>{said}</Button>;
      })}</td>
    </tr>
  );
}
