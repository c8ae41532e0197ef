/** Says that a file was written and read back, and shows its folder. */
import type { Written } from '../ipc/generated/Written';
import { words } from '../words';
import { Button } from './Button';
import { Glyph } from './Glyph';
import { reveal } from './pick';

export function WrittenLine({ written }: { written: Written | undefined }) {
  if (!written) return null;
  return (
    <div className="written" role="status" data-testid="written">
      <span className="state tone-ok"><Glyph name="ok" />{words.common.written(written.name, written.folder)}</span>
      <Button size="small" onClick={() => { void reveal(written.token); }}>{words.common.show}</Button>
    </div>
  );
}
