import { act, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, it } from 'vitest';
import { forget, forgetAll } from '../../ipc/answers';
import { carryOver } from '../../ipc/desk';
import { fakeCarrier } from '../../ipc/fake/carrier';
import type { Role } from '../../ipc/generated/Role';
import { FinalisePage } from './FinalisePage';

beforeEach(() => {
  carryOver(fakeCarrier('?fake&as=organiser'));
  act(() => { forgetAll(); forget(['finalise_look']); });
});

const open = (role: Role) => {
  render(<FinalisePage role={role} track={null} onTrack={() => undefined} onGo={() => undefined} />);
  return userEvent.setup();
};

it('finalises only when every item is closed, by two people', async () => {
  const user = open('organiser');
  await screen.findByTestId('open-quorum');
  const sign = () => screen.getByTestId<HTMLButtonElement>('finalise-sign');
  for (const kind of ['expert-missing', 'held', 'quorum']) {
    expect(sign().disabled).toBe(true);
    const item = within(screen.getByTestId(`open-${kind}`));
    await user.click(item.getByTestId('decide-open'));
    expect(item.getByTestId<HTMLButtonElement>('decide-sign').disabled).toBe(true);
    await user.type(item.getByTestId('decide-reason'), '合议认定');
    await user.type(item.getByTestId('own-passphrase'), 'demo');
    expect(item.getByTestId<HTMLButtonElement>('decide-sign').disabled).toBe(true);
    await user.type(item.getByTestId('supervisor-passphrase'), 'demo');
    await user.click(item.getByTestId('decide-sign'));
    await screen.findByText(/已登记认定 \d 项/u);
  }
  await screen.findByText('没有未处理的事项，可以定稿。');
  await user.type(screen.getByTestId('own-passphrase'), 'demo');
  await user.type(screen.getByTestId('supervisor-passphrase'), 'demo');
  await user.click(sign());
  expect((await screen.findByText(/^定稿 第 1 版 核对码/u)).className).toContain('final');
  expect(screen.queryByTestId('finalise-sign')).toBeNull();

  await user.click(screen.getByTestId('reopen-open'));
  await user.type(screen.getByTestId('own-passphrase'), 'demo');
  await user.type(screen.getByTestId('supervisor-passphrase'), 'demo');
  expect(screen.getByTestId<HTMLButtonElement>('reopen-sign').disabled).toBe(true);
  await user.type(screen.getByTestId('reopen-reason'), '补交');
  await user.click(screen.getByTestId('reopen-sign'));
  await screen.findByText('未定稿（第 1 版已重开）');
  expect(screen.getByText('已重开：补交')).toBeDefined();
}, 60_000);

it('shows a supervisor everything and offers no act', async () => {
  open('supervisor');
  await screen.findByTestId('open-quorum');
  expect(screen.queryByTestId('decide-open')).toBeNull();
  expect(screen.queryByTestId('finalise-sign')).toBeNull();
});
