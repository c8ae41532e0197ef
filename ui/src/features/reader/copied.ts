/** What a wish to copy comes to. The one rule: where the organiser forbids it, nothing of a material reaches the clipboard. */
import { words } from '../../words';
import { copyText } from './copying';

const TEXT = words.reader;

/** Puts the words on the clipboard where the organiser allows it; the sentence to say either way. */
export function copied({ quote, copying }: { quote: string; copying: boolean }): string {
  if (!copying) return TEXT.copyForbidden;
  return copyText(quote) ? TEXT.copied : TEXT.notCopied;
}
