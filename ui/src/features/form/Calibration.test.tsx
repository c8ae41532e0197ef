/** Calibration entries: what they are is said, and the reference stands beside my marks once all of them are given and not before. */
import { act, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it, vi } from 'vitest';
import { forgetAll } from '../../ipc/answers';
import { carryOver } from '../../ipc/desk';
import { fakeCarrier } from '../../ipc/fake/carrier';
import { useAnswer } from '../../ipc/useAnswer';
import { saving } from '../../shared/saving';
import { Form } from './Form';

function Shown({ entry }: { entry: string }) {
  const { answer } = useAnswer('entry_look', { entry });
  return answer ? <Form look={answer} done={7} previous={undefined} next="01-017" criterion="E3" roomy={false} onGo={vi.fn()} /> : null;
}

async function open(entry: string) {
  carryOver(fakeCarrier('as=expert&calibration'));
  forgetAll();
  saving.clear();
  render(<Shown entry={entry} />);
  return { mark: await screen.findByTestId<HTMLInputElement>('score'), user: userEvent.setup() };
}

it('shows the reference beside my mark only while all my marks are given', async () => {
  const { mark, user } = await open('01-008');
  expect(screen.getByTestId('calibrating').textContent).toContain('不计入排名');
  expect(screen.getByTestId('reference').textContent).toBe(`参考 2.40 · 我 ${mark.value}`);
  expect(screen.getByTestId('calibrating').textContent).toContain('三位组长评分的平均');
  await user.clear(mark);
  await act(() => saving.flush());
  await waitFor(() => { expect(screen.queryByTestId('reference')).toBeNull(); });
  expect(screen.getByTestId('calibrating').textContent).toContain('评完全部指标后可对照参考分');
  await user.type(mark, '2');
  await act(() => saving.flush());
  expect((await screen.findByTestId('reference')).textContent).toBe('参考 2.40 · 我 2');
});

it('says nothing of the kind of any other entry', async () => {
  await open('01-017');
  expect(screen.queryByTestId('calibrating')).toBeNull();
  expect(screen.queryByTestId('reference')).toBeNull();
});
