/**
 * The key that begins a note: N by its place on the keyboard, wherever the focus is.
 *
 * The one rule: while an input method composes, and in any text that is not a mark, the key belongs to the text.
 */
export function isNoteKey(event: KeyboardEvent): boolean {
  if (event.defaultPrevented || event.isComposing || event.keyCode === 229) return false;
  if (event.code !== 'KeyN' || event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return false;
  const target = event.target instanceof HTMLElement ? event.target : undefined;
  return !target || target.dataset['score'] !== undefined || !takesText(target);
}

function takesText(element: HTMLElement): boolean {
  if (element.isContentEditable || element instanceof HTMLTextAreaElement || element.closest('[role="combobox"]') !== null) return true;
  return element instanceof HTMLInputElement && !['checkbox', 'radio', 'button'].includes(element.type);
}
