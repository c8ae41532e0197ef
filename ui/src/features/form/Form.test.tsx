import { act, fireEvent, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { forgetAll } from '../../ipc/answers';
import { carryOver } from '../../ipc/desk';
import { fakeCarrier } from '../../ipc/fake/carrier';
import { useAnswer } from '../../ipc/useAnswer';
import { saving } from '../../shared/saving';
import { Form } from './Form';

const onGo = vi.fn();

function Shown() {
  const { answer } = useAnswer('entry_look', { entry: '01-041' });
  return answer ? <Form look={answer} done={7} previous="01-040" next="01-044" criterion="B4" roomy={false} onGo={onGo} /> : null;
}

async function open() {
  const carrier = fakeCarrier('as=expert');
  const put = vi.fn(carrier.answers['mark_put']);
  carrier.answers['mark_put'] = put;
  carryOver(carrier);
  forgetAll();
  saving.clear();
  render(<Shown />);
  const mark = await screen.findByTestId<HTMLInputElement>('score');
  return { put, mark, user: userEvent.setup() };
}

describe('the form', () => {
  beforeEach(() => { onGo.mockClear(); });

  it('takes the focus and gives what is typed to the desk once', async () => {
    const { put, mark, user } = await open();
    expect(document.activeElement).toBe(mark);
    await user.keyboard('12.5');
    expect(mark.value).toBe('12.5');
    await waitFor(() => { expect(put).toHaveBeenCalledTimes(1); });
    expect(put).toHaveBeenCalledWith({ entry: '01-041', criterion: 'B4', value: '12.5' });
  });

  it('saves at once when one moves on, without waiting for the rest', async () => {
    const { put, user } = await open();
    await user.keyboard('12{Enter}');
    expect(put).toHaveBeenCalledWith({ entry: '01-041', criterion: 'B4', value: '12' });
    expect(screen.getByTestId('active-criterion').textContent).toContain('C1');
  });

  it('stays at a mark that cannot be given and counts it as missing', async () => {
    const { mark, user } = await open();
    await user.keyboard('55{Enter}');
    await act(() => saving.flush());
    expect(screen.getByTestId('active-criterion').textContent).toContain('B4');
    expect(document.activeElement).toBe(mark);
    expect(screen.getByTestId('missing-B4')).toBeTruthy();
    expect(screen.getByTestId('group-B').textContent).toContain('3/4');
  });

  it('shows the desk\'s sentence in place and keeps the value', async () => {
    const { mark, user } = await open();
    await user.keyboard('55');
    await act(() => saving.flush());
    expect(screen.getByRole('alert').textContent).toContain('55 超出范围：这一项为 0 至 17.00 分。');
    expect(mark.value).toBe('55');
    await user.clear(mark);
    await user.type(mark, '13');
    await act(() => saving.flush());
    expect(screen.queryByRole('alert')).toBeNull();
  });

  it('begins a mark with a digit pressed anywhere', async () => {
    const { mark } = await open();
    act(() => { mark.blur(); });
    fireEvent.keyDown(document.body, { code: 'Digit9', key: '9' });
    expect(mark.value).toBe('9');
    expect(document.activeElement).toBe(mark);
  });

  it('keeps the comment\'s keys in the comment', async () => {
    const { mark, user } = await open();
    const before = mark.value;
    await user.click(screen.getByTestId('comment'));
    await user.keyboard('第 3 点清楚[[ok]');
    expect(screen.getByTestId<HTMLTextAreaElement>('comment').value).toBe('第 3 点清楚[ok]');
    expect(mark.value).toBe(before);
    expect(onGo).not.toHaveBeenCalled();
  });

  it('does not move on while an input method composes', async () => {
    const { mark } = await open();
    fireEvent.keyDown(mark, { code: 'Enter', key: 'Enter', isComposing: true });
    fireEvent.keyDown(mark, { code: 'Enter', key: 'Process', keyCode: 229 });
    expect(screen.getByTestId('active-criterion').textContent).toContain('B4');
  });

  it('takes what was composed only when the composition ends', async () => {
    const { put, mark } = await open();
    fireEvent.compositionStart(mark);
    fireEvent.input(mark, { target: { value: '１２' }, isComposing: true });
    expect(mark.value).toBe('１２');
    fireEvent.compositionEnd(mark, { target: { value: '１２' } });
    expect(mark.value).toBe('12');
    await act(() => saving.flush());
    expect(put).toHaveBeenCalledTimes(1);
  });

  it('goes to the neighbours with the bracket keys', async () => {
    await open();
    fireEvent.keyDown(document.body, { code: 'BracketRight', key: '】' });
    fireEvent.keyDown(document.body, { code: 'BracketLeft', key: '[' });
    expect(onGo.mock.calls).toEqual([['01-044'], ['01-040']]);
  });

  it('proposes the middle of a band that is pressed, to be refined', async () => {
    const { mark, user } = await open();
    await user.click(screen.getByTestId('band-优秀'));
    expect(mark.value).toBe('15.5');
  });

  it('takes a recusal with its reason in the form itself', async () => {
    const { user } = await open();
    await user.click(screen.getByTestId('recuse'));
    await user.type(screen.getByTestId('reason'), '同单位');
    await user.click(screen.getByTestId('reason-confirm'));
    expect((await screen.findByTestId('declared')).textContent).toContain('同单位');
  });
});
