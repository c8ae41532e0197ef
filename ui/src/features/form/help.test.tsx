/** Every key of the help does what the help says, and none of them while an input method composes. */
import { act, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { forgetAll } from '../../ipc/answers';
import { carryOver, Refusal } from '../../ipc/desk';
import { fakeCarrier } from '../../ipc/fake/carrier';
import { useAnswer } from '../../ipc/useAnswer';
import { saving } from '../../shared/saving';
import { Form } from './Form';
import { HELP } from './keys';
import { tell } from './undo';

const onGo = vi.fn();

function Shown() {
  const { answer } = useAnswer('entry_look', { entry: '01-041' });
  return answer ? <Form look={answer} done={7} previous="01-040" next="01-044" criterion="B4" roomy={false} onGo={onGo} /> : null;
}

async function open() {
  onGo.mockClear();
  const carrier = fakeCarrier('as=expert');
  carryOver(carrier);
  forgetAll();
  saving.clear();
  tell('');
  render(<Shown />);
  const mark = await screen.findByTestId<HTMLInputElement>('score');
  return { carrier, mark };
}

const active = () => screen.getByTestId('active-criterion').textContent;
const score = () => screen.getByTestId<HTMLInputElement>('score').value;
const press = (init: KeyboardEventInit & { keyCode?: number }, at: Element = document.activeElement ?? document.body) => { fireEvent.keyDown(at, init); };
const ctrl = (code: string, shiftKey = false) => { press({ code, key: code.slice(3).toLowerCase(), ctrlKey: true, shiftKey }); };
async function give(value: string) {
  fireEvent.change(screen.getByTestId('score'), { target: { value } });
  await act(() => saving.flush());
}

/** The help also names keys that notes and search hear themselves: Notes.test.tsx and Search.test.tsx press those. */
type Mine = Exclude<(typeof HELP)[number]['does'], 'note' | 'find' | 'findAll'>;
const OTHERS: readonly string[] = ['note', 'find', 'findAll'];

/** What each line of the help promises. */
const PROMISES: Record<Mine, () => void | Promise<void>> = {
  digit: () => { act(() => { (document.activeElement as HTMLElement).blur(); }); press({ code: 'Numpad9', key: '9' }, document.body); expect(score()).toBe('9'); },
  band: () => { press({ code: 'Digit1', key: '1', altKey: true }); expect(score()).toBe('15.5'); },
  onward: () => { press({ code: 'Enter', key: 'Enter' }); expect(active()).toContain('C1'); press({ code: 'ArrowDown', key: 'ArrowDown' }); expect(active()).toContain('C2'); },
  back: () => { press({ code: 'ArrowUp', key: 'ArrowUp' }); expect(active()).toContain('B3'); },
  nextEntry: () => { press({ code: 'BracketRight', key: ']' }); expect(onGo).toHaveBeenCalledWith('01-044'); },
  previousEntry: () => { press({ code: 'BracketLeft', key: '[' }); expect(onGo).toHaveBeenCalledWith('01-040'); },
  comment: () => { press({ code: 'Slash', key: '/' }); expect(document.activeElement).toBe(screen.getByTestId('comment')); },
  gate: async () => { press({ code: 'KeyG', key: 'g' }); await waitFor(() => { expect(document.activeElement).toBe(screen.getByTestId('gate-G1-pass')); }); },
  escape: () => { act(() => { screen.getByTestId('comment').focus(); }); press({ code: 'Escape', key: 'Escape' }); expect(document.activeElement).toBe(screen.getByTestId('score')); },
  undo: async () => { await give('9'); ctrl('KeyZ'); await waitFor(() => { expect(score()).toBe('13.5'); }); },
  redo: async () => {
    await give('9');
    for (const again of [() => { ctrl('KeyY'); }, () => { ctrl('KeyZ', true); }]) {
      ctrl('KeyZ');
      await waitFor(() => { expect(score()).toBe('13.5'); });
      again();
      await waitFor(() => { expect(score()).toBe('9.0'); });
    }
  },
  help: () => { press({ code: 'Slash', key: '?', shiftKey: true }); expect(screen.getByTestId('keys-panel')).toBeTruthy(); press({ code: 'Slash', key: '?', shiftKey: true }); expect(screen.queryByTestId('keys-panel')).toBeNull(); },
};

describe('the keys of the help', () => {
  afterEach(async () => { await saving.flush(); });

  it.each(HELP.map(({ does }) => does).filter((does): does is Mine => !OTHERS.includes(does)))('%s does what it says', async (does) => {
    const { mark } = await open();
    act(() => { mark.focus(); });
    await PROMISES[does]();
  });

  it.each([{ isComposing: true }, { keyCode: 229 }])('none moves or marks while an input method has the keyboard (%o)', async (ime) => {
    const { mark } = await open();
    for (const init of [{ code: 'Enter' }, { code: 'ArrowDown' }, { code: 'ArrowUp' }, { code: 'BracketLeft' }, { code: 'BracketRight' }, { code: 'Slash' }, { code: 'Slash', shiftKey: true }, { code: 'Digit1', altKey: true }, { code: 'KeyZ', ctrlKey: true }, { code: 'Digit7' }, { code: 'KeyG' }, { code: 'Escape' }]) {
      for (const at of [mark, document.body]) press({ ...init, ...ime, key: 'Process' }, at);
    }
    expect(active()).toContain('B4');
    expect([mark.value, onGo.mock.calls.length, screen.queryByTestId('keys-panel')]).toEqual(['13.5', 0, null]);
    expect(document.activeElement).toBe(mark);
  });

  it('reads a bracket that an input method typed into the mark as the key it hid', async () => {
    const { mark } = await open();
    fireEvent.input(mark, { target: { value: '13.5】' }, data: '】' });
    fireEvent.input(mark, { target: { value: '【13.5' }, data: '【' });
    expect(onGo.mock.calls).toEqual([['01-044'], ['01-040']]);
    expect(mark.value).toBe('13.5');
    fireEvent.input(mark, { target: { value: '13.5？' }, data: '？' });
    expect(screen.getByTestId('keys-panel')).toBeTruthy();
  });

  it('leaves a bracket that is still being composed alone', async () => {
    const { mark } = await open();
    fireEvent.compositionStart(mark);
    fireEvent.input(mark, { target: { value: '13.5】' }, data: '】', isComposing: true });
    fireEvent.compositionEnd(mark, { data: '】', target: { value: '13.5】' } });
    expect(onGo).not.toHaveBeenCalled();
    expect(mark.value).toBe('13.5');
  });
});

describe('beside the marks', () => {
  afterEach(async () => { await saving.flush(); });

  it('gives up an unsaved value first when taking back, and says so', async () => {
    await open();
    await give('55');
    expect(screen.getByRole('alert').textContent).toContain('55 超出范围');
    ctrl('KeyZ');
    await waitFor(() => { expect(score()).toBe('13.5'); });
    expect(screen.getByTestId('told').textContent).toContain('55');
    expect(screen.queryByRole('alert')).toBeNull();
  });

  it('offers what can be given for a mark off the step', async () => {
    await open();
    await give('13.3');
    expect(screen.getByRole('alert').textContent).toContain('以 0.5 为一档，可填 13 或 13.5');
    fireEvent.click(screen.getByTestId('instead-13.0'));
    await act(() => saving.flush());
    expect([score(), screen.queryByRole('alert')]).toEqual(['13.0', null]);
  });

  it('asks for a word about a zero and saves it all the same', async () => {
    const { carrier } = await open();
    const put = vi.fn(carrier.answers['mark_put']);
    carrier.answers['mark_put'] = put;
    await give('0');
    expect(put).toHaveBeenCalledTimes(1);
    expect(await screen.findByTestId('zero-hint')).toBeTruthy();
  });

  it('keeps the comment and shows the sentence when it cannot be saved', async () => {
    const { carrier } = await open();
    carrier.answers['comment_put'] = () => { throw new Refusal({ code: 'diskFull', params: {}, sentence: '磁盘已满，这次没有保存成功。' }); };
    fireEvent.change(screen.getByTestId('comment'), { target: { value: '数据来源清楚' } });
    await act(() => saving.flush());
    expect(screen.getByRole('alert').textContent).toContain('磁盘已满');
    expect(screen.getByTestId<HTMLTextAreaElement>('comment').value).toBe('数据来源清楚');
    expect(saving.status().refused).toBe(1);
  });

  it('takes a comment back when the focus is not in it', async () => {
    const { mark } = await open();
    fireEvent.change(screen.getByTestId('comment'), { target: { value: '可行' } });
    await act(() => saving.flush());
    act(() => { mark.focus(); });
    ctrl('KeyZ');
    await waitFor(() => { expect(screen.getByTestId<HTMLTextAreaElement>('comment').value).toBe(''); });
  });

  it('inserts a phrase where the caret is and keeps what is selected as one', async () => {
    await open();
    const comment = screen.getByTestId<HTMLTextAreaElement>('comment');
    fireEvent.change(comment, { target: { value: '前后' } });
    comment.setSelectionRange(1, 1);
    fireEvent.click(screen.getByTestId('phrases-open'));
    const [first] = await screen.findAllByTestId('phrase');
    if (first) fireEvent.click(first);
    expect(comment.value).toBe(`前${first?.textContent ?? ''}后`);
    comment.setSelectionRange(0, 1);
    fireEvent.select(comment);
    fireEvent.click(screen.getByTestId('phrase-keep'));
    await waitFor(() => { expect(screen.getAllByTestId('phrase').map((one) => one.textContent)).toContain('前'); });
  });

  it('shows every value of a mark, the one in force first', async () => {
    await open();
    await give('9');
    await give('10');
    fireEvent.click(screen.getByTestId('history-B4'));
    await waitFor(() => { expect(screen.getByTestId('history-rows').querySelectorAll('li')).toHaveLength(2); });
    expect(screen.getByTestId('history-rows').querySelector('li.now')?.textContent).toContain('10.0');
  });

  it('says who reads a word to the chair and saves it as it is typed', async () => {
    const { carrier } = await open();
    const put = vi.fn(carrier.answers['chair_note_put']);
    carrier.answers['chair_note_put'] = put;
    fireEvent.click(await screen.findByTestId('chair-note-open'));
    fireEvent.change(screen.getByTestId('chair-note'), { target: { value: '建议合议' } });
    await act(() => saving.flush());
    expect(put).toHaveBeenCalledWith({ entry: '01-041', text: '建议合议' });
    expect(screen.getByText(/组长韩立言/)).toBeTruthy();
  });

  it('goes to what is missing from the foot', async () => {
    await open();
    fireEvent.click(screen.getByTestId('missing-E1'));
    expect(active()).toContain('E1');
  });
});
