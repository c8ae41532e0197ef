/** Gates: nothing said at first, saved when chosen, a reason asked for and never in the way. */
import { act, fireEvent, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import { forgetAll } from '../../ipc/answers';
import { carryOver } from '../../ipc/desk';
import { fakeCarrier } from '../../ipc/fake/carrier';
import { useAnswer } from '../../ipc/useAnswer';
import { saving } from '../../shared/saving';
import { Form } from './Form';
import { tell } from './undo';

function Shown() {
  const { answer } = useAnswer('entry_look', { entry: '01-041' });
  return answer ? <Form look={answer} done={7} previous="01-040" next="01-044" criterion="B4" roomy={false} onGo={vi.fn()} /> : null;
}

async function open() {
  const carrier = fakeCarrier('as=expert');
  const put = vi.fn(carrier.answers['gate_put']);
  carrier.answers['gate_put'] = put;
  carryOver(carrier);
  forgetAll();
  saving.clear();
  tell('');
  render(<Shown />);
  await screen.findByTestId('score');
  const user = userEvent.setup();
  await user.click(screen.getByTestId('gates-toggle'));
  return { put, user };
}

const pressed = (gate: string) => ['pass', 'doubt', 'fail'].filter((state) => screen.getByTestId(`gate-${gate}-${state}`).getAttribute('aria-pressed') === 'true');

describe('gates', () => {
  it('say nothing until something is said, and ask no reason for a pass', async () => {
    const { put, user } = await open();
    expect(pressed('G1')).toEqual([]);
    await user.click(screen.getByTestId('gate-G1-pass'));
    await waitFor(() => { expect(put).toHaveBeenCalledWith({ entry: '01-041', gate: 'G1', finding: 'pass', reason: '' }); });
    expect(screen.queryByTestId('gate-G1-reason')).toBeNull();
    expect(screen.getByTestId('gates-toggle').textContent).toContain('未判断 8 / 9 项');
  });

  it('save a finding at once and its reason after a rest', async () => {
    const { put, user } = await open();
    await user.click(screen.getByTestId('gate-G3-fail'));
    await waitFor(() => { expect(put).toHaveBeenLastCalledWith({ entry: '01-041', gate: 'G3', finding: 'fail', reason: '' }); });
    fireEvent.change(screen.getByTestId('gate-G3-reason'), { target: { value: '代表 6 人' } });
    await act(() => saving.flush());
    expect(put).toHaveBeenLastCalledWith({ entry: '01-041', gate: 'G3', finding: 'fail', reason: '代表 6 人' });
    expect(screen.getByTestId('gates-toggle').textContent).toContain('G3 不通过');
  });

  it('are taken back by pressing the same again, or by undo', async () => {
    const { put, user } = await open();
    await user.click(screen.getByTestId('gate-G2-doubt'));
    await act(() => saving.flush());
    await user.click(screen.getByTestId('gate-G2-doubt'));
    await act(() => saving.flush());
    expect(put).toHaveBeenLastCalledWith({ entry: '01-041', gate: 'G2', finding: null, reason: '' });
    expect(pressed('G2')).toEqual([]);
    await user.click(screen.getByTestId('gate-G4-fail'));
    await act(() => saving.flush());
    expect(pressed('G4')).toEqual(['fail']);
    fireEvent.keyDown(document.body, { code: 'KeyZ', key: 'z', ctrlKey: true });
    await waitFor(() => { expect(pressed('G4')).toEqual([]); });
    expect(screen.getByTestId('told').textContent).toContain('门槛项判断');
  });

  it('are gone through by arrows: down to the next gate, aside to the next answer', async () => {
    const { user } = await open();
    screen.getByTestId('gate-G2-pass').focus();
    await user.keyboard('{ArrowDown}{ArrowRight}');
    expect(document.activeElement).toBe(screen.getByTestId('gate-G3-doubt'));
    await user.keyboard('{ArrowUp}{ArrowLeft}{ArrowLeft}');
    expect(document.activeElement).toBe(screen.getByTestId('gate-G2-pass'));
  });

  it('leave the keys of a reason to the reason', async () => {
    const { user } = await open();
    await user.click(screen.getByTestId('gate-G5-doubt'));
    await user.click(screen.getByTestId('gate-G5-reason'));
    await user.keyboard('g3 2');
    expect(screen.getByTestId<HTMLTextAreaElement>('gate-G5-reason').value).toBe('g3 2');
    expect(screen.getByTestId<HTMLInputElement>('score').value).toBe('13.5');
    await act(() => saving.flush());
  });

  it('keep the desk\'s sentence where it belongs when it refuses', async () => {
    const { put, user } = await open();
    put.mockImplementation(() => { throw { code: 'unknownGate', params: {}, sentence: '没有这个门槛项（G6），请刷新后再试。' }; });
    await user.click(screen.getByTestId('gate-G6-pass'));
    await act(() => saving.flush());
    expect(screen.getByTestId('gate-G6').textContent).toContain('没有这个门槛项（G6）');
  });
});
