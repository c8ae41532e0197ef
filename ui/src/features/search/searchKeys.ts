/**
 * The keys that open the search, by where they are on the keyboard, wherever the focus is.
 *
 * The one rule: while an input method composes, no key is ours.
 */
import { composing } from '../../shared/composing';

/** Ctrl+F looks where one is reading, Ctrl+Shift+F everywhere. */
export function searchKey(event: KeyboardEvent): 'here' | 'everywhere' | undefined {
  const ours = event.code === 'KeyF' && (event.ctrlKey || event.metaKey) && !event.altKey;
  if (!ours || composing(event)) return undefined;
  return event.shiftKey ? 'everywhere' : 'here';
}
