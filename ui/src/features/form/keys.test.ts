import { describe, expect, it } from 'vitest';
import { formKey } from './keys';

function press(element: HTMLElement, init: KeyboardEventInit & { keyCode?: number }) {
  document.body.append(element);
  const event = new KeyboardEvent('keydown', { bubbles: true, ...init });
  element.dispatchEvent(event);
  return formKey(event);
}

function field(mark: boolean): HTMLInputElement {
  const input = document.createElement('input');
  if (mark) input.dataset['score'] = '';
  return input;
}

describe('keys of the form', () => {
  it('knows digits by their place, on both blocks', () => {
    expect(press(document.createElement('div'), { code: 'Digit7', key: '7' })).toEqual({ kind: 'digit', text: '7' });
    expect(press(document.createElement('div'), { code: 'Numpad7', key: '7' })).toEqual({ kind: 'digit', text: '7' });
    expect(press(document.createElement('div'), { code: 'NumpadDecimal', key: '.' })).toEqual({ kind: 'digit', text: '.' });
  });

  it('knows the brackets by their place whatever character the input method makes of them', () => {
    expect(press(document.createElement('div'), { code: 'BracketLeft', key: '【' })).toEqual({ kind: 'entry', direction: -1 });
    expect(press(field(true), { code: 'BracketRight', key: '】' })).toEqual({ kind: 'entry', direction: 1 });
  });

  it('leaves every key to an input method that is composing', () => {
    expect(press(field(true), { code: 'Enter', key: 'Enter', isComposing: true })).toBeUndefined();
    expect(press(document.createElement('div'), { code: 'Digit7', key: '7', isComposing: true })).toBeUndefined();
    expect(press(field(true), { code: 'ArrowDown', key: 'Process', keyCode: 229 })).toBeUndefined();
  });

  it('leaves every key to a text that is not a mark', () => {
    for (const code of ['Digit7', 'Enter', 'BracketLeft', 'BracketRight', 'ArrowDown']) {
      expect(press(document.createElement('textarea'), { code })).toBeUndefined();
      expect(press(field(false), { code })).toBeUndefined();
    }
  });

  it('moves between criteria from the mark and lets it take its own digits', () => {
    expect(press(field(true), { code: 'Enter' })).toEqual({ kind: 'criterion', direction: 1 });
    expect(press(field(true), { code: 'ArrowDown' })).toEqual({ kind: 'criterion', direction: 1 });
    expect(press(field(true), { code: 'ArrowUp' })).toEqual({ kind: 'criterion', direction: -1 });
    expect(press(field(true), { code: 'Digit7', key: '7' })).toBeUndefined();
  });

  it('leaves shortcuts and arrows elsewhere alone', () => {
    expect(press(document.createElement('div'), { code: 'Digit7', ctrlKey: true })).toBeUndefined();
    expect(press(document.createElement('div'), { code: 'ArrowDown' })).toBeUndefined();
    expect(press(document.createElement('div'), { code: 'Digit8', key: '*', shiftKey: true })).toBeUndefined();
  });
});
