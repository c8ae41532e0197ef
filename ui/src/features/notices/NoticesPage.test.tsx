import { act, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, it } from 'vitest';
import { forget, forgetAll } from '../../ipc/answers';
import { carryOver } from '../../ipc/desk';
import { fakeCarrier } from '../../ipc/fake/carrier';
import { NoticesPage } from './NoticesPage';

beforeEach(() => {
  carryOver(fakeCarrier('?fake&as=organiser'));
  act(() => { forgetAll(); forget(['notices_look']); });
});

it('says why an anonymous objection is refused', async () => {
  const user = userEvent.setup();
  render(<NoticesPage role="organiser" />);
  await user.click(await screen.findByTestId('objection-add'));
  await user.type(screen.getByLabelText('举报人（实名）'), '匿名');
  await user.click(screen.getByTestId('objection-save'));
  expect((await screen.findByTestId('sentence')).textContent).toContain('匿名举报无效');
});

it('decides an objection with a reason, and only one that waits', async () => {
  const user = userEvent.setup();
  render(<NoticesPage role="organiser" />);
  await screen.findByTestId('objection-1');
  expect(screen.getAllByRole('button', { name: /^成\s?立$/ })).toHaveLength(1);
  await user.click(screen.getByRole('button', { name: /^成\s?立$/ }));
  const confirm = screen.getByRole('button', { name: /^确\s?定$/ });
  expect((confirm as HTMLButtonElement).disabled).toBe(true);
});

it('shows the last day of a notice', async () => {
  render(<NoticesPage role="supervisor" />);
  expect(await screen.findByText('2026-06-12 至 2026-06-18（7 天）')).toBeDefined();
  expect(screen.queryByTestId('notice-add')).toBeNull();
});
