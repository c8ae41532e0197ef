import { describe, expect, it } from 'vitest';
import { blockOf, gridKey, moved, within, type Pressed } from './cells';

const press = (key: string, more: Partial<Pressed> = {}): Pressed => ({ key, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, isComposing: false, keyCode: 0, ...more });

describe('keys of the table', () => {
  it('goes down with Enter, right with Tab, and the other way with Shift', () => {
    expect(gridKey(press('Enter'), 'moving')).toEqual({ kind: 'move', move: 'down', extend: false });
    expect(gridKey(press('Enter', { shiftKey: true }), 'over')).toEqual({ kind: 'move', move: 'up', extend: false });
    expect(gridKey(press('Tab'), 'caret')).toEqual({ kind: 'move', move: 'right', extend: false });
  });

  it('leaves the arrows to the caret once F2 was pressed, and Delete to whoever types', () => {
    expect(gridKey(press('ArrowLeft'), 'caret')).toBeUndefined();
    expect(gridKey(press('ArrowLeft'), 'over')).toMatchObject({ kind: 'move', move: 'left' });
    expect(gridKey(press('Backspace'), 'over')).toBeUndefined();
    expect(gridKey(press('Delete'), 'moving')).toEqual({ kind: 'clear' });
  });

  it('hears nothing while an input method composes', () => {
    expect(gridKey(press('Enter', { isComposing: true }), 'over')).toBeUndefined();
    expect(gridKey(press('ArrowDown', { keyCode: 229 }), 'moving')).toBeUndefined();
  });

  it('moves an entry in the ranking with Alt, and never while a mark is typed', () => {
    expect(gridKey(press('ArrowUp', { altKey: true }), 'moving')).toEqual({ kind: 'rank', direction: -1 });
    expect(gridKey(press('ArrowUp', { altKey: true }), 'over')).toBeUndefined();
  });

  it('stays inside the table', () => {
    const size = { rows: 3, columns: 2 };
    expect(moved({ row: 2, column: 1 }, 'down', size)).toEqual({ row: 2, column: 1 });
    expect(moved({ row: 0, column: 0 }, 'left', size)).toEqual({ row: 0, column: 0 });
    expect(moved({ row: 1, column: 1 }, 'pageDown', size)).toEqual({ row: 2, column: 1 });
  });

  it('selects the same block from either corner', () => {
    const block = blockOf({ row: 3, column: 0 }, { row: 1, column: 2 });
    expect(block).toEqual(blockOf({ row: 1, column: 2 }, { row: 3, column: 0 }));
    expect(within(block, 2, 1) && !within(block, 4, 1)).toBe(true);
  });
});
