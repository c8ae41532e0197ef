/**
 * Keys of the reader, by where they are on the keyboard, wherever the focus is.
 *
 * The one rule: nothing that a text or an input method could want; what the form takes (digits, arrows, brackets) is not here.
 */
import { composing } from '../../shared/composing';

export type ReaderKey = 'back' | 'forward' | 'larger' | 'smaller' | 'fit' | 'down' | 'up' | 'copy' | 'page' | 'turn';

export function readerKey(event: KeyboardEvent): ReaderKey | undefined {
  if (event.defaultPrevented || composing(event)) return undefined;
  const control = event.ctrlKey || event.metaKey;
  if (event.altKey) return control || event.shiftKey ? undefined : ({ ArrowLeft: 'back', ArrowRight: 'forward' } as const)[event.code];
  if (control) return event.shiftKey && event.code !== 'Equal' ? undefined : withControl(event.code);
  if (event.shiftKey || wantsPages(event.target)) return undefined;
  return ({ PageDown: 'down', PageUp: 'up' } as const)[event.code];
}

function withControl(code: string): ReaderKey | undefined {
  switch (code) {
    case 'Equal': case 'NumpadAdd': return 'larger';
    case 'Minus': case 'NumpadSubtract': return 'smaller';
    case 'Digit0': case 'Numpad0': return 'fit';
    case 'KeyC': return 'copy';
    case 'KeyG': return 'page';
    case 'KeyR': return 'turn';
    default: return undefined;
  }
}

/** Where turning pages means something else: longer texts, open lists, and whatever scrolls by itself. */
function wantsPages(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('textarea, [role="listbox"], [role="combobox"], [role="grid"], .view, .scrolls') !== null;
}

/** Whether a text with a selection of its own has the focus: then copying is its business. */
export function hasOwnSelection(): boolean {
  const focus = document.activeElement;
  if (focus instanceof HTMLInputElement || focus instanceof HTMLTextAreaElement) return focus.selectionStart !== focus.selectionEnd;
  return (document.getSelection()?.toString() ?? '') !== '';
}
