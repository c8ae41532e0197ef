/**
 * Signs that come into the mark as text because an input method took the key: engines then report no key at all, only what was typed.
 *
 * Not for text being composed: that is nobody's key. The one rule: only signs no mark can hold are read here.
 */
export type Sign = '[' | ']' | '/' | '?';

const SIGNS: ReadonlyMap<string, Sign> = new Map<string, Sign>([
  ['[', '['], ['\u3010', '['], ['\u300c', '['], ['\uff3b', '['], ['\u300e', '['],
  [']', ']'], ['\u3011', ']'], ['\u300d', ']'], ['\uff3d', ']'], ['\u300f', ']'],
  ['/', '/'], ['\uff0f', '/'], ['\u3001', '/'],
  ['?', '?'], ['\uff1f', '?'],
]);

/** The key meant by what was inserted at once, of which a paste tells nothing; some methods insert the pair and put the caret between. */
export function signOf(inserted: string | null | undefined): Sign | undefined {
  return inserted && inserted.length <= 2 ? SIGNS.get(inserted.charAt(0)) : undefined;
}
