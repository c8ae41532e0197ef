/**
 * The field that lies over the cell one is at. It has the focus all the time: keys, an input method, copying and pasting all come through it.
 *
 * While nothing is typed it holds the selected block as text, all of it selected, so that copying copies the block and typing replaces it.
 */
import { useLayoutEffect, useState, type ChangeEvent, type ClipboardEvent, type CSSProperties, type KeyboardEvent, type RefObject } from 'react';
import { cleanMark } from '../../shared/marks';

interface Props {
  field: RefObject<HTMLTextAreaElement | null>;
  label: string;
  /** What is being typed; nothing while one only moves about. */
  typed: string | undefined;
  /** The selected block, cells by tabs and rows by line breaks. */
  block: string;
  style: CSSProperties;
  onType: (text: string) => void;
  onKey: (event: KeyboardEvent<HTMLTextAreaElement>) => void;
  onPaste: (text: string) => boolean;
  onLeave: () => void;
}

export function Editor({ field, label, typed, block, style, onType, onKey, onPaste, onLeave }: Props) {
  const [composing, setComposing] = useState<string>();
  const still = typed === undefined && composing === undefined;
  useLayoutEffect(() => { if (still && document.activeElement === field.current) field.current?.select(); }, [still, block, field]);
  const change = (event: ChangeEvent<HTMLTextAreaElement>) => {
    if ((event.nativeEvent as InputEvent).isComposing) setComposing(event.target.value);
    else onType(cleanMark(event.target.value));
  };
  const paste = (event: ClipboardEvent<HTMLTextAreaElement>) => {
    if (onPaste(event.clipboardData.getData('text/plain'))) event.preventDefault();
  };
  return (
    <textarea ref={field} className={still ? 'cell-field still' : 'cell-field'} style={style} rows={1} aria-label={label} inputMode="decimal" autoComplete="off" spellCheck={false} data-testid="cell-field"
      value={composing ?? typed ?? block} onChange={change} onKeyDown={onKey} onPaste={paste} onBlur={onLeave} onFocus={(event) => { if (still) event.currentTarget.select(); }}
      onCompositionEnd={(event) => { setComposing(undefined); onType(cleanMark(event.currentTarget.value)); }} />
  );
}
