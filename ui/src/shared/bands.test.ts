import { describe, expect, it } from 'vitest';
import { bandOf, middle, stepped } from './bands';
import { decimals, decimalsOf, entryNumber, hundredths } from './format';
import { cleanMark } from './marks';

const GOOD = { name: '良好', from: '12.00', to: '14.00', text: '' };
const BANDS = [{ name: '优秀', from: '14.50', to: '17.00', text: '' }, GOOD, { name: '一般', from: '9.50', to: '11.50', text: '' }, { name: '较差', from: '0.00', to: '9.00', text: '' }];

describe('level bands', () => {
  it.each([['14.5', '优秀'], ['17', '优秀'], ['13.50', '良好'], ['0', '较差'], ['9.5', '一般']])('finds %s in %s', (mark, name) => {
    expect(bandOf(BANDS, mark)?.name).toBe(name);
  });

  it.each(['', '17.5', '9.2', 'abc'])('finds no band for %j', (mark) => {
    expect(bandOf(BANDS, mark)).toBeUndefined();
  });

  it('proposes the middle of a band, down to the step', () => {
    expect(middle(GOOD, '0.50')).toBe('13.0');
    expect(middle({ ...GOOD, from: '14.50', to: '17.00' }, '0.50')).toBe('15.5');
    expect(middle({ ...GOOD, from: '3.00', to: '3.00' }, '0.50')).toBe('3.0');
    expect(middle({ ...GOOD, from: '85.00', to: '100.00' }, '1.00')).toBe('92');
  });

  it('steps between nothing and the maximum', () => {
    expect(stepped('13.5', '0.50', '17.00', 1)).toBe('14.0');
    expect(stepped('17', '0.50', '17.00', 1)).toBe('17.0');
    expect(stepped('', '0.50', '17.00', -1)).toBe('0.0');
  });
});

describe('numbers as people read them', () => {
  it('shows as many decimals as a number needs and no fewer than asked', () => {
    expect(decimals('13.50', 1)).toBe('13.5');
    expect(decimals('17.00', 0)).toBe('17');
    expect(decimals('17.00', 1)).toBe('17.0');
    expect(decimals('8.25', 1)).toBe('8.25');
    expect(decimalsOf('0.50')).toBe(1);
    expect(decimalsOf('1.00')).toBe(0);
  });

  it('reads hundredths of decimals only', () => {
    expect(hundredths('13.5')).toBe(1350);
    expect(hundredths('13.')).toBe(1300);
    expect(hundredths('1.234')).toBeUndefined();
    expect(hundredths('-1')).toBeUndefined();
  });

  it('shortens an entry number inside its track', () => {
    expect(entryNumber('01-031')).toBe('031');
  });
});

describe('what is typed into a mark', () => {
  it.each([['１３．５', '13.5'], ['13。5', '13.5'], ['1a2', '12'], ['1.2.3', '1.23'], ['  7 ', '7'], ['', '']])('takes %j as %j', (typed, mark) => {
    expect(cleanMark(typed)).toBe(mark);
  });
});
