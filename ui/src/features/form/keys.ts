/**
 * Keys of the form, by where they are on the keyboard.
 *
 * Not by the character they give: with a Chinese input method `[` gives `【`. The one rule: while an input method composes, and in any
 * text that is not a mark, every key belongs to the text.
 */
export type FormKey = { kind: 'digit'; text: string } | { kind: 'criterion'; direction: 1 | -1 } | { kind: 'entry'; direction: 1 | -1 };

/** Whether a key press belongs to an input method. 229 is what engines report that hide the key while composing. */
export function composing(event: { isComposing: boolean; keyCode: number }): boolean {
  return event.isComposing || event.keyCode === 229;
}

/** What a key means when the focus is anywhere but in a text; nothing when it means nothing. */
export function formKey(event: KeyboardEvent): FormKey | undefined {
  if (composing(event) || event.ctrlKey || event.metaKey || event.altKey) return undefined;
  const target = event.target instanceof HTMLElement ? event.target : undefined;
  const inMark = target?.dataset['score'] !== undefined;
  if (target && !inMark && takesText(target)) return undefined;
  if (event.code === 'BracketLeft') return { kind: 'entry', direction: -1 };
  if (event.code === 'BracketRight') return { kind: 'entry', direction: 1 };
  if (inMark) return inMarkKey(event);
  return target && target.closest('[role="toolbar"], [role="separator"], [role="combobox"], video') ? undefined : digitKey(event);
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
