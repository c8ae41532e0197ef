/**
 * The words selected on a page, for whoever wants to look for them: a page is a picture, so that the window's own selection does not know them.
 *
 * The one rule: what is no longer selected, or no longer on the screen, is told as nothing.
 */
import { useEffect } from 'react';

let onPage = '';

/** Tells what is selected on the page that is shown; nothing once it goes. */
export function useTellingWords(words: string): void {
  useEffect(() => {
    onPage = words;
    return () => { onPage = ''; };
  }, [words]);
}

/** What is selected, on a page or in a text, as one line; nothing when nothing is. */
export function selectedWords(): string {
  const words = onPage === '' ? (window.getSelection()?.toString() ?? '') : onPage;
  return words.replace(/\s+/g, ' ').trim();
}
