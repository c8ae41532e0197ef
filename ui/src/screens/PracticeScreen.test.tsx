import { act, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, it, vi } from 'vitest';
import { forgetAll } from '../ipc/answers';
import { carryOver } from '../ipc/desk';
import { fakeCarrier } from '../ipc/fake/carrier';
import { PracticeScreen } from './PracticeScreen';

const asked = vi.fn();

beforeEach(() => {
  const carrier = fakeCarrier('?fake&as=expert');
  asked.mockClear();
  carryOver({ ...carrier, ask: (name, request, options) => { asked(name); return carrier.ask(name, request, options); } });
  act(() => { forgetAll(); });
  window.innerWidth = 1366;
  window.innerHeight = 768;
});

it('is the real form, refuses what the real desk refuses, takes back, and tells no desk', async () => {
  const user = userEvent.setup();
  render(<PracticeScreen onLeave={() => undefined} />);
  await screen.findByTestId('entry-title');
  await user.keyboard('18{Enter}');
  await waitFor(() => { expect(screen.getByTestId('total').textContent).toBe('18.00'); });
  await user.keyboard('99{Enter}');
  expect((await screen.findByRole('alert')).textContent).toContain('99 超出范围：这一项为 0 至 25.00 分。');
  await user.keyboard('{Control>}z{/Control}');
  await user.keyboard('{Control>}z{/Control}');
  await waitFor(() => { expect(screen.getByTestId('total').textContent).toBe('—'); });
  expect(asked).not.toHaveBeenCalled();
});

it('leaving forgets everything, what was still being typed too', async () => {
  const user = userEvent.setup();
  const { unmount } = render(<PracticeScreen onLeave={() => undefined} />);
  await screen.findByTestId('entry-title');
  await user.keyboard('18');
  unmount();
  await act(async () => { await new Promise((rest) => { setTimeout(rest, 400); }); });
  expect(asked).not.toHaveBeenCalled();
  render(<PracticeScreen onLeave={() => undefined} />);
  expect((await screen.findByTestId('total')).textContent).toBe('—');
});
