/**
 * Keys of the form, by where they are on the keyboard.
 *
 * Not by the character they give: with a Chinese input method `[` gives `【`. The one rule: while an input method composes, and in any
 * text that is not a mark, every key belongs to the text.
 */
import { composing } from '../../shared/composing';
import { signOf, type Sign } from '../../shared/signs';

export type FormKey =
  | { kind: 'digit'; text: string }
  | { kind: 'criterion'; direction: 1 | -1 }
  | { kind: 'entry'; direction: 1 | -1 }
  | { kind: 'band'; place: number }
  | { kind: 'undo' } | { kind: 'redo' }
  | { kind: 'comment' } | { kind: 'gate' } | { kind: 'help' } | { kind: 'escape' };

/** Keys as the help lists them, in its order; each names its line in words.form.help. */
export const HELP = [
  { does: 'digit', keys: [['0', '9'], ['.']] },
  { does: 'band', keys: [['Alt', '1'], ['Alt', '5']] },
  { does: 'onward', keys: [['Enter'], ['\u2193']] },
  { does: 'back', keys: [['\u2191']] },
  { does: 'nextEntry', keys: [[']']] },
  { does: 'previousEntry', keys: [['[']] },
  { does: 'comment', keys: [['/']] },
  { does: 'gate', keys: [['G']] },
  { does: 'note', keys: [['N']] },
  { does: 'find', keys: [['Ctrl', 'F']] },
  { does: 'findAll', keys: [['Ctrl', 'Shift', 'F']] },
  { does: 'escape', keys: [['Esc']] },
  { does: 'undo', keys: [['Ctrl', 'Z']] },
  { does: 'redo', keys: [['Ctrl', 'Y'], ['Ctrl', 'Shift', 'Z']] },
  { does: 'help', keys: [['?']] },
] as const;

/** What a key means when the focus is anywhere but in a text; in a text only leaving it means something. */
export function formKey(event: KeyboardEvent): FormKey | undefined {
  if (composing(event)) return undefined;
  const target = event.target instanceof HTMLElement ? event.target : undefined;
  const inMark = target?.dataset['score'] !== undefined;
  if (event.code === 'Escape' && !event.ctrlKey && !event.altKey && !event.metaKey) return { kind: 'escape' };
  if (target && !inMark && takesText(target)) return undefined;
  if (event.ctrlKey || event.metaKey) return event.altKey ? undefined : backKey(event);
  if (event.altKey) return bandKey(event);
  const anywhere = signKey(event);
  if (anywhere) return anywhere;
  if (inMark) return inMarkKey(event);
  return target && target.closest('[role="toolbar"], [role="separator"], [role="combobox"], video') ? undefined : digitKey(event);
}

/** The key a sign stands for when an input method hid the key itself. */
export function signMeans(sign: Sign): FormKey {
  switch (sign) {
    case '[': return { kind: 'entry', direction: -1 };
    case ']': return { kind: 'entry', direction: 1 };
    case '/': return { kind: 'comment' };
    case '?': return { kind: 'help' };
  }
}

function signKey({ code, key, shiftKey }: KeyboardEvent): FormKey | undefined {
  if (code === 'Slash') return { kind: shiftKey || signOf(key) === '?' ? 'help' : 'comment' };
  if (shiftKey) return undefined;
  if (code === 'KeyG') return { kind: 'gate' };
  if (code === 'BracketLeft') return { kind: 'entry', direction: -1 };
  return code === 'BracketRight' ? { kind: 'entry', direction: 1 } : undefined;
}

function backKey({ code, shiftKey }: KeyboardEvent): FormKey | undefined {
  if (code === 'KeyZ') return { kind: shiftKey ? 'redo' : 'undo' };
  return code === 'KeyY' && !shiftKey ? { kind: 'redo' } : undefined;
}

/** Only the row above the letters: Alt with the number block writes characters on Windows. */
function bandKey({ code, shiftKey }: KeyboardEvent): FormKey | undefined {
  const place = /^Digit([1-9])$/.exec(code)?.[1];
  return place === undefined || shiftKey ? undefined : { kind: 'band', place: Number(place) };
}

/** In the mark itself digits are typed by the field; only moving is ours. */
function inMarkKey(event: KeyboardEvent): FormKey | undefined {
  if (event.code === 'Enter' || event.code === 'NumpadEnter' || event.code === 'ArrowDown') return { kind: 'criterion', direction: 1 };
  if (event.code === 'ArrowUp') return { kind: 'criterion', direction: -1 };
  return undefined;
}

function digitKey({ code, shiftKey }: KeyboardEvent): FormKey | undefined {
  const digit = /^(?:Digit|Numpad)([0-9])$/.exec(code)?.[1];
  if (digit !== undefined && !(shiftKey && code.startsWith('Digit'))) return { kind: 'digit', text: digit };
  return code === 'NumpadDecimal' || (code === 'Period' && !shiftKey) ? { kind: 'digit', text: '.' } : undefined;
}

function takesText(element: HTMLElement): boolean {
  if (element.isContentEditable || element instanceof HTMLTextAreaElement) return true;
  return element instanceof HTMLInputElement && !['checkbox', 'radio', 'button'].includes(element.type);
}
