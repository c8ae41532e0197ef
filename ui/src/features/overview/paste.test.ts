import { describe, expect, it } from 'vitest';
import { parseBlock, planPaste } from './paste';

describe('a block out of a spreadsheet', () => {
  it('is rows by line breaks and cells by tabs, as Excel writes them', () => {
    expect(parseBlock('8.5\t9\r\n7\t6.5\r\n')).toEqual([['8.5', '9'], ['7', '6.5']]);
    expect(parseBlock('8\n9\n')).toEqual([['8'], ['9']]);
    expect(parseBlock('8\r9')).toEqual([['8'], ['9']]);
    expect(parseBlock('12')).toEqual([['12']]);
  });

  it('reads full-width digits and points, and spaces of every kind as nothing', () => {
    expect(parseBlock('１２．５\t8。5\r\n\u00a09\u3000\t ７ ')).toEqual([['12.5', '8.5'], ['9', '7']]);
  });

  it('keeps empty cells and empty lines in their places', () => {
    expect(parseBlock('8\t\t9\r\n\r\n7')).toEqual([['8', '', '9'], [''], ['7']]);
    expect(parseBlock('\t5')).toEqual([['', '5']]);
  });

  it('takes a quoted cell with breaks and quotes in it as one', () => {
    expect(parseBlock('"8\n分"\t9\r\n"a ""b"""\t1')).toEqual([['8 分', '9'], ['a "b"', '1']]);
  });

  it('leaves what is no number to be refused by the desk', () => {
    expect(parseBlock('优\t8分\t-1')).toEqual([['优', '8分', '-1']]);
  });
});

describe('where a block lands', () => {
  const entries = ['a', 'b', 'c'];
  const criteria = ['A1', 'A2', 'B1'];

  it('follows the rows as they are sorted, from the cell one is at', () => {
    const plan = planPaste([['1', '2'], ['3', '4']], ['c', 'a', 'b'], criteria, { row: 0, column: 1 });
    expect(plan.marks).toEqual([
      { entry: 'c', criterion: 'A2', value: '1' }, { entry: 'c', criterion: 'B1', value: '2' },
      { entry: 'a', criterion: 'A2', value: '3' }, { entry: 'a', criterion: 'B1', value: '4' },
    ]);
  });

  it('changes nothing where a cell is empty and says how many lie outside', () => {
    const plan = planPaste([['1', ''], ['2', '9'], ['3', '9']], entries, criteria, { row: 1, column: 2 });
    expect(plan).toMatchObject({ blank: 1, outside: 3, rows: 3, columns: 2 });
    expect(plan.marks).toEqual([{ entry: 'b', criterion: 'B1', value: '1' }, { entry: 'c', criterion: 'B1', value: '2' }]);
  });
});
