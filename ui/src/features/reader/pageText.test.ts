import { describe, expect, it } from 'vitest';
import { boxesOf, caretAt, find, quoteOf, wordAt, wordsOf } from './pageText';

/** Lines of characters a hundred wide, two hundred apart. */
const page = (...texts: string[]) => wordsOf(texts.map((text, row) => ({ text, top: 200 * row, bottom: 200 * row + 100, edges: Array.from(text).flatMap((_, at) => [100 * at, 100 * at + 100]) })));
const quotes = (words: ReturnType<typeof page>, ...sought: string[]) => find(words, sought).map((stretch) => quoteOf(words, stretch));

describe('selecting', () => {
  const words = page('数据要素利用', 'Open data 213家');

  it('finds the caret nearest to the pointer, beside and between the lines too', () => {
    expect(caretAt(words, { x: 149, y: 50 })).toBe(1);
    expect(caretAt(words, { x: 151, y: 50 })).toBe(2);
    expect(caretAt(words, { x: 9000, y: 10 })).toBe(6);
    expect(caretAt(words, { x: -5, y: 9999 })).toBe(6);
    expect(caretAt(page(), { x: 1, y: 1 })).toBe(0);
  });

  it('gives a box for each line and joins lines as their script wants', () => {
    expect(boxesOf(words, { from: 4, to: 10 })).toEqual([{ left: 400, top: 0, right: 600, bottom: 100 }, { left: 0, top: 200, right: 400, bottom: 300 }]);
    expect(quoteOf(words, { from: 4, to: 10 })).toBe('利用Open');
    expect(quoteOf(page('open', 'data'), { from: 0, to: 8 })).toBe('open data');
    expect(quoteOf(page('数据', '要素'), { from: 0, to: 4 })).toBe('数据要素');
  });

  it('takes a whole word at a double click, Latin or Chinese', () => {
    expect(quoteOf(words, wordAt(words, { x: 240, y: 250 }))).toBe('Open');
    expect(['数据', '数据要素']).toContain(quoteOf(words, wordAt(words, { x: 10, y: 50 })));
    expect(wordAt(page(), { x: 1, y: 1 })).toEqual({ from: 0, to: 0 });
  });

  it('counts characters beyond the basic plane as one', () => {
    const rare = page('\u{20000}数据');
    expect(quotes(rare, '数据')).toEqual(['数据']);
    expect(find(rare, ['数据'])[0]).toEqual({ from: 1, to: 3 });
  });
});

describe('finding words', () => {
  it('finds them across a line break and whatever their width and case', () => {
    expect(quotes(page('可信数', '据空间'), '数据')).toEqual(['数据']);
    expect(quotes(page('ＧＢ／Ｔ 2025'), 'gb/t2025')).toEqual(['ＧＢ／Ｔ 2025']);
    expect(quotes(page('Data DATA'), 'data')).toEqual(['Data', 'DATA']);
  });

  it('finds several words in the order of the page and nothing for nothing', () => {
    expect(quotes(page('甲乙丙甲'), '丙', '甲')).toEqual(['甲', '丙', '甲']);
    expect(quotes(page('甲乙'), '', ' ')).toEqual([]);
    expect(quotes(page(), '甲')).toEqual([]);
  });
});
