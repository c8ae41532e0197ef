/**
 * The field one types words into.
 *
 * The one rule: what an input method is still composing is shown and not looked for.
 */
import { useEffect, useRef, useState } from 'react';
import { words as allWords } from '../../words';

const TEXT = allWords.search;

interface Props {
  words: string;
  placeholder: string;
  /** Takes the focus at every new value. */
  turn: number;
  /** Id of the list below and of the line chosen in it. */
  list: string;
  chosen: string | undefined;
  onWords: (words: string) => void;
}

export function SearchField({ words, placeholder, turn, list, chosen, onWords }: Props) {
  const field = useRef<HTMLInputElement>(null);
  /** What stands in the field while it is being composed. */
  const [draft, setDraft] = useState<string>();
  useEffect(() => {
    field.current?.focus();
    field.current?.select();
  }, [turn]);
  return (
    <div className="search-field">
      <input ref={field} type="text" role="searchbox" className="text-input" value={draft ?? words} placeholder={placeholder} aria-label={placeholder} aria-controls={list} aria-activedescendant={chosen} autoComplete="off" spellCheck={false} maxLength={200}
        onCompositionStart={(event) => { setDraft(event.currentTarget.value); }}
        onCompositionEnd={(event) => { setDraft(undefined); onWords(event.currentTarget.value); }}
        onChange={(event) => { if (draft === undefined) onWords(event.target.value); else setDraft(event.target.value); }} data-testid="search-words" />
      {words !== '' && <button type="button" className="plain" aria-label={TEXT.clear} title={TEXT.clear} onClick={() => { onWords(''); field.current?.focus(); }} data-testid="search-clear">×</button>}
    </div>
  );
}
