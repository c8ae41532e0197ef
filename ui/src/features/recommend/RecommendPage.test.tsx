import { act, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, it, vi } from 'vitest';
import { forget, forgetAll } from '../../ipc/answers';
import { carryOver } from '../../ipc/desk';
import { fakeCarrier } from '../../ipc/fake/carrier';
import { RecommendPage } from './RecommendPage';

beforeEach(() => {
  window.innerWidth = 1366;
  carryOver(fakeCarrier('?fake&as=organiser'));
  act(() => { forgetAll(); forget(['recommendation_look']); });
});

it('shows the list in order, the next ones, and what every constraint cost', async () => {
  render(<RecommendPage role="organiser" onNotice={vi.fn()} />);
  const rows = await screen.findAllByTestId(/^recommended-/);
  expect(rows).toHaveLength(36);
  expect(within(rows[0] as HTMLElement).getAllByRole('cell')[0]?.textContent).toBe('1');
  expect(within(rows[28] as HTMLElement).getAllByRole('cell')[0]?.textContent).toBe('');
  expect(screen.getAllByTestId('proof-line').map((line) => line.textContent?.includes('起了作用'))).toEqual([true, false, true]);
});

it('changes the list by hand only with a reason', async () => {
  const user = userEvent.setup();
  render(<RecommendPage role="organiser" onNotice={vi.fn()} />);
  const [row] = await screen.findAllByTestId(/^recommended-/);
  await user.click(within(row as HTMLElement).getByText('不列入'));
  const confirm = screen.getByText('确定调整').closest('button');
  expect(confirm?.disabled).toBe(true);
  await user.type(screen.getByLabelText('理由'), '评审组合议');
  expect(confirm?.disabled).toBe(false);
});

it('offers nothing to change to a supervisor', async () => {
  render(<RecommendPage role="supervisor" onNotice={vi.fn()} />);
  await screen.findAllByTestId(/^recommended-/);
  expect(screen.queryByText('列入')).toBeNull();
  expect(screen.queryByText('退出')).toBeNull();
});
