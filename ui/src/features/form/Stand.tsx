/** Recusal and missing material: declared with a reason in the form itself, never over the page. */
import { Button, Input } from 'antd';
import { useState } from 'react';
import type { EntryLook } from '../../ipc/generated/EntryLook';
import { useAct } from '../../ipc/useAct';
import { showSaved } from '../../shared/marks';
import { intoView } from '../../shared/intoView';
import { saving } from '../../shared/saving';
import { Sentence } from '../../shared/Sentence';
import { words } from '../../words';

const TEXT = words.form;
type Kind = 'recusal_put' | 'material_missing_put';
interface Words { reason: string; confirm: string; marked: string; back: string }
const WORDS: Record<Kind, Words> = {
  recusal_put: { reason: TEXT.recuseReason, confirm: TEXT.recuseConfirm, marked: TEXT.recused, back: TEXT.recuseBack },
  material_missing_put: { reason: TEXT.materialReason, confirm: TEXT.materialConfirm, marked: TEXT.materialMarked, back: TEXT.materialBack },
};

/** The links that begin a declaration, and its line while one is being written. */
export function Declare({ entry }: { entry: string }) {
  const [kind, setKind] = useState<Kind>();
  if (kind) return <Reason entry={entry} kind={kind} onClose={() => { setKind(undefined); }} />;
  return (
    <div className="declare">
      <button type="button" className="link small" onClick={() => { setKind('recusal_put'); }} data-testid="recuse">{TEXT.recuse}</button>
      <button type="button" className="link small" onClick={() => { setKind('material_missing_put'); }} data-testid="material-missing">{TEXT.materialMissing}</button>
    </div>
  );
}

function Reason({ entry, kind, first = '', onClose }: { entry: string; kind: Kind; first?: string; onClose: () => void }) {
  const [reason, setReason] = useState(first);
  const put = useAct(kind);
  const act = () => {
    void put.act({ entry, reason }).then((saved) => {
      if (!saved) return;
      showSaved(entry, saved);
      saving.saw(saved.at);
      onClose();
    });
  };
  return (
    <div ref={intoView} className="declaring">
      <Input autoFocus value={reason} maxLength={2000} placeholder={WORDS[kind].reason} aria-label={WORDS[kind].reason} data-testid="reason"
        onChange={(event) => { setReason(event.target.value); }} onPressEnter={(event) => { if (!event.nativeEvent.isComposing && reason.trim() !== '') act(); }} />
      <Sentence problem={put.problem} />
      <div className="row"><span className="grow" /><Button size="small" onClick={onClose}>{words.common.cancel}</Button>
        <Button size="small" disabled={reason.trim() === ''} loading={put.busy} onClick={act} data-testid="reason-confirm">{first === '' ? WORDS[kind].confirm : TEXT.reasonSave}</Button></div>
    </div>
  );
}

/** What stands in place of the marks once declared. */
export function Declared({ look }: { look: EntryLook }) {
  const kind: Kind = look.row.state === 'recused' ? 'recusal_put' : 'material_missing_put';
  const put = useAct(kind);
  const [editing, setEditing] = useState(false);
  const entry = look.row.id;
  const kept = look.groups.flatMap(({ criteria }) => criteria).filter(({ mark }) => mark !== null).length;
  const back = () => { void put.act({ entry, reason: null }).then((saved) => { if (saved) showSaved(entry, saved); }); };
  return (
    <div className={kind === 'recusal_put' ? 'declared tone-recused' : 'declared tone-attention'} data-testid="declared">
      <p><b>{WORDS[kind].marked}</b></p>
      {editing ? <Reason entry={entry} kind={kind} first={look.reason} onClose={() => { setEditing(false); }} /> : <p>{TEXT.reason(look.reason)}</p>}
      {kept > 0 && <p className="small">{TEXT.marksKept(kept)}</p>}
      <Sentence problem={put.problem} />
      {!look.readOnly && !editing && <div className="row"><Button loading={put.busy} onClick={back} data-testid="declared-back">{WORDS[kind].back}</Button><button type="button" className="link small" onClick={() => { setEditing(true); }} data-testid="reason-edit">{TEXT.reasonEdit}</button></div>}
    </div>
  );
}
