/** The words of a page, asked for when they are wanted and dropped when the page goes out of sight. */
import { useEffect, useState } from 'react';
import { ask } from '../../ipc/desk';
import type { PageLink } from '../../ipc/generated/PageLink';
import { wordsOf, type Words } from './pageText';

export function usePageText(material: string, page: number, wanted: boolean): Words | undefined {
  const [words, setWords] = useState<Words>();
  useEffect(() => {
    if (!wanted) return undefined;
    let away = false;
    // A page whose words cannot be read is looked at all the same; there is only nothing to select.
    ask('page_text', { material, page }).then(({ lines, copying }) => { if (!away) setWords(wordsOf(lines, copying)); }, () => undefined);
    return () => { away = true; };
  }, [material, page, wanted]);
  return words;
}

export function usePageLinks(material: string, page: number, wanted: boolean): readonly PageLink[] {
  const [links, setLinks] = useState<readonly PageLink[]>([]);
  useEffect(() => {
    if (!wanted) return undefined;
    let away = false;
    ask('page_links', { material, page }).then((answer) => { if (!away) setLinks(answer.links); }, () => undefined);
    return () => { away = true; };
  }, [material, page, wanted]);
  return links;
}
