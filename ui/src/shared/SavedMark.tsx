/** 已保存 14:02:07, always in the same place; says so in words when something is not, and one press goes to the first of it. */
import { useSyncExternalStore } from 'react';
import { words } from '../words';
import { Glyph } from './Glyph';
import { clock } from './format';
import { saving } from './saving';
import { useUnsaved } from './useUnsaved';

export function SavedMark({ at }: { at: string | null | undefined }) {
  const status = useSyncExternalStore(saving.watch, saving.status);
  const unsaved = useUnsaved();
  const last = status.at ?? at ?? undefined;
  if (unsaved.count > 0) return <span className="saved" role="status" data-testid="saved"><button type="button" className="plain state tone-refused" title={words.common.unsavedGo} onClick={unsaved.mend}><Glyph name="reject" />{words.common.unsaved(unsaved.count)}</button></span>;
  if (status.pending) return <span className="saved secondary" role="status" data-testid="saved">{words.common.saving}</span>;
  if (last === undefined) return <span className="saved secondary" role="status" data-testid="saved">{words.common.nothingSaved}</span>;
  return <span className="saved state tone-ok" role="status" data-testid="saved"><Glyph name="ok" />{words.common.saved(clock(last))}</span>;
}
