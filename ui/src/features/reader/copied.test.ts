import { afterEach, expect, test, vi } from 'vitest';
import { words } from '../../words';
import { copied } from './copied';
import * as copying from './copying';
import { wordsOf } from './pageText';

afterEach(() => { vi.restoreAllMocks(); });

test('words go to the clipboard where the organiser lets them, and it says when not', () => {
  const put = vi.spyOn(copying, 'copyText').mockReturnValue(true);
  expect(copied({ quote: '年节约成本', copying: true })).toBe(words.reader.copied);
  expect(put).toHaveBeenCalledWith('年节约成本');
});

test('where copying is forbidden nothing reaches the clipboard, and one sentence says what to do', () => {
  const put = vi.spyOn(copying, 'copyText').mockReturnValue(true);
  expect(copied({ quote: '年节约成本', copying: false })).toBe('组织方不允许复制材料文字，可用批注引用');
  expect(put).not.toHaveBeenCalled();
});

test('the words of a page know whether they may be copied', () => {
  expect(wordsOf([]).copying).toBe(true);
  expect(wordsOf([], false).copying).toBe(false);
});
