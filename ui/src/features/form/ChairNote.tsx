/** 给组长的话: about this entry, outside the marks; says who will read it before anything is written. */
import { Input } from 'antd';
import { useState, useSyncExternalStore } from 'react';
import { ask } from '../../ipc/desk';
import type { ChairNote as Note } from '../../ipc/generated/ChairNote';
import { amendAnswer, useAnswer } from '../../ipc/useAnswer';
import { intoView } from '../../shared/intoView';
import { saving } from '../../shared/saving';
import { Sentence } from '../../shared/Sentence';
import { words } from '../../words';
import { Counted } from './Counted';

const TEXT = words.form;
const MOST = 2000;

export function ChairNote({ entry, readOnly, onBlur }: { entry: string; readOnly: boolean; onBlur: () => void }) {
  const { answer } = useAnswer('chair_note_look', { entry });
  return answer ? <Written entry={entry} note={answer} readOnly={readOnly} onBlur={onBlur} /> : null;
}

function Written({ entry, note, readOnly, onBlur }: { entry: string; note: Note; readOnly: boolean; onBlur: () => void }) {
  const key = `chair ${entry}`;
  const [typed, setTyped] = useState<string>();
  const [asked, setAsked] = useState(false);
  useSyncExternalStore(saving.watch, saving.status);
  const refused = saving.refused(key);
  const text = typed ?? refused?.value ?? note.text;
  const label = note.chairs.length === 0 ? TEXT.organiserNote : TEXT.chairNote;
  if (text === '' && !asked) {
    if (readOnly) return null;
    return <div className="comment"><div className="comment-head"><span className="small secondary grow">{label}</span><button type="button" className="link small" onClick={() => { setAsked(true); }} data-testid="chair-note-open">{TEXT.chairNoteOpen}</button></div></div>;
  }
  const set = (next: string) => {
    setTyped(next);
    saving.put(key, { value: next, run: () => put(entry, next) });
  };
  return (
    <div ref={asked ? intoView : undefined} className="comment">
      <div className="comment-head"><label className="small secondary grow" htmlFor="chair-note">{label}</label>{!readOnly && <Counted text={text} most={MOST} />}</div>
      <Input.TextArea id="chair-note" data-form-text="" data-testid="chair-note" autoFocus={asked} value={text} readOnly={readOnly} placeholder={TEXT.chairNoteHint} maxLength={MOST} autoSize={{ minRows: 1, maxRows: 4 }} aria-describedby="chair-note-seen"
        onChange={(event) => { set(event.target.value); }} onBlur={onBlur} />
      <p id="chair-note-seen" className="small secondary">{TEXT.chairNoteSeen(note.chairs.join(words.common.listJoin))}</p>
      <Sentence problem={refused?.problem} />
    </div>
  );
}

async function put(entry: string, text: string): Promise<string> {
  const note = await ask('chair_note_put', { entry, text });
  amendAnswer('chair_note_look', { entry }, () => note);
  return note.at ?? new Date().toISOString();
}
