/** 已保存 14:02:07, always in the same place; says so in words when something is not. */
import { useSyncExternalStore } from 'react';
import { words } from '../words';
import { Glyph } from './Glyph';
import { clock } from './format';
import { placeOf } from './marks';
import { useGoTo } from './place';
import { saving } from './saving';

export function SavedMark({ at }: { at: string | null | undefined }) {
  const status = useSyncExternalStore(saving.watch, saving.status);
  const last = status.at ?? at ?? undefined;
  if (status.refused > 0) return <Unsaved count={status.refused} />;
  if (status.pending) return <span className="saved secondary" role="status" data-testid="saved">{words.common.saving}</span>;
  if (last === undefined) return <span className="saved secondary" role="status" data-testid="saved">{words.common.nothingSaved}</span>;
  return <span className="saved state tone-ok" role="status" data-testid="saved"><Glyph name="ok" />{words.common.saved(clock(last))}</span>;
}

/** One press goes to the first of them. */
function Unsaved({ count }: { count: number }) {
  const goTo = useGoTo();
  const go = () => {
    const place = placeOf(saving.firstRefused() ?? '');
    if (place) goTo(place.entry, place.criterion);
  };
  return <span className="saved" role="status" data-testid="saved"><button type="button" className="plain state tone-refused" title={words.common.unsavedGo} onClick={go}><Glyph name="reject" />{words.common.unsaved(count)}</button></span>;
}
