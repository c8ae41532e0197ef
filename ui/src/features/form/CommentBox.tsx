/** The comment on the whole entry, with phrases to insert and its length. Saved as it is typed, like a mark. */
import { Input } from 'antd';
import type { TextAreaRef } from 'antd/es/input/TextArea';
import { useEffect, useRef, useState } from 'react';
import { useEvidence } from '../../shared/evidence';
import type { Comment } from '../../shared/marks';
import { Sentence } from '../../shared/Sentence';
import { words } from '../../words';
import { Counted } from './Counted';
import { Phrases } from './Phrases';

const TEXT = words.form;
const MOST = 2000;

export function CommentBox({ comment, readOnly, onBlur }: { comment: Comment; readOnly: boolean; onBlur: () => void }) {
  const evidence = useEvidence();
  const field = useRef<HTMLTextAreaElement>(null);
  const [phrases, setPhrases] = useState(false);
  const [caret, setCaret] = useState<number>();
  // Kept beside the element: a press on the button that keeps it must not lose what was selected.
  const [chosen, setChosen] = useState('');
  useEffect(() => {
    if (caret === undefined) return;
    field.current?.focus();
    field.current?.setSelectionRange(caret, caret);
    setCaret(undefined);
  }, [caret]);
  const insert = (phrase: string) => {
    const element = field.current;
    const [from, to] = element ? [element.selectionStart, element.selectionEnd] : [comment.text.length, comment.text.length];
    const next = `${comment.text.slice(0, from)}${phrase}${comment.text.slice(to)}`;
    comment.set(next.slice(0, MOST));
    setCaret(Math.min(MOST, from + phrase.length));
  };
  return (
    <div className="comment">
      <div className="comment-head">
        <label className="small secondary" htmlFor="entry-comment">{TEXT.comment}</label>
        {!readOnly && <button type="button" className="link small" aria-expanded={phrases} onClick={() => { setPhrases(!phrases); }} data-testid="phrases-open">{TEXT.phrases}</button>}
        {!readOnly && <button type="button" className="link small" title={words.notes.citeHereTitle} onClick={() => { const citation = evidence.citation(); if (citation !== undefined) insert(citation); }} data-testid="cite-here">{words.notes.citeHere}</button>}
        <span className="grow" />
        {!readOnly && <Counted text={comment.text} most={MOST} />}
      </div>
      <Input.TextArea id="entry-comment" ref={(area: TextAreaRef | null) => { field.current = area?.resizableTextArea?.textArea ?? null; }} data-form-text="" data-testid="comment"
        value={comment.text} readOnly={readOnly} placeholder={readOnly ? '' : TEXT.commentHint} maxLength={MOST} autoSize={{ minRows: 2, maxRows: 6 }}
        onChange={(event) => { comment.set(event.target.value); }} onSelect={(event) => { setChosen(selected(event.currentTarget)); }} onBlur={onBlur} />
      {evidence.cited(comment.text)}
      <Sentence problem={comment.problem} />
      {phrases && !readOnly && <Phrases text={comment.text} chosen={chosen} onInsert={insert} />}
    </div>
  );
}

function selected(field: HTMLTextAreaElement): string {
  return field.value.slice(field.selectionStart, field.selectionEnd).trim();
}
