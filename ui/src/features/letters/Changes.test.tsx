import { act, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, it, vi } from 'vitest';
import { forget, forgetAll } from '../../ipc/answers';
import { carryOver } from '../../ipc/desk';
import { fakeCarrier } from '../../ipc/fake/carrier';
import { GoToContext } from '../../shared/place';
import { ChangesCard } from './ChangesCard';
import { ChangesLine } from './ChangesLine';

beforeEach(() => {
  carryOver(fakeCarrier('?fake&as=expert'));
  act(() => { forgetAll(); forget(['letter_changes']); });
});

it('the line stays until it was read, the list stays after', async () => {
  const user = userEvent.setup();
  render(<><ChangesLine onLook={() => undefined} /><ChangesCard /></>);
  expect((await screen.findByTestId('letter-line')).textContent).toContain('已换用第 2 号任务函，有 6 处变化，已评分数全部保留。');
  await user.click(screen.getByTestId('letter-read'));
  expect(screen.queryByTestId('letter-line')).toBeNull();
  expect(screen.getByTestId('letter-changes').textContent).toContain('评分截止由 2026-06-12 18:00 改为 2026-06-13 12:00');
});

it('goes to the entry that changed; one that went cannot be gone to', async () => {
  const goTo = vi.fn();
  render(<GoToContext value={goTo}><ChangesCard /></GoToContext>);
  const [size] = await screen.findAllByRole('button', { name: '01-017 轴承质量数据共享标注' });
  if (size) await userEvent.click(size);
  expect(goTo).toHaveBeenCalledWith('01-017', undefined);
  expect(screen.queryByRole('button', { name: /01-091/ })).toBeNull();
});
