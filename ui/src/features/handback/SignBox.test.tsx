import { act, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it, vi } from 'vitest';
import { carryOver } from '../../ipc/desk';
import { fakeCarrier } from '../../ipc/fake/carrier';
import type { Overview } from '../../ipc/generated/Overview';
import { GoToContext } from '../../shared/place';
import { markKey } from '../../shared/marks';
import { saving } from '../../shared/saving';
import { SignBox } from './SignBox';

it('nobody signs while a value on the screen is not the one that is saved, and one press leads there', async () => {
  const carrier = fakeCarrier('as=expert');
  const sign = vi.fn();
  carrier.answers['sheet_sign'] = sign;
  carryOver(carrier);
  saving.clear();
  const goTo = vi.fn();
  const overview = { ...(carrier.answers['overview']?.({} as never) as Overview), canSign: true };
  render(<GoToContext value={goTo}><SignBox overview={overview} onOverview={vi.fn()} /></GoToContext>);
  const user = userEvent.setup();
  await user.type(screen.getByTestId('sign-passphrase'), 'demo');
  // It rests still when the button is pressed: the press itself has it refused.
  act(() => { saving.put(markKey('01-041', 'B4'), { value: '55', run: () => Promise.reject(new Error('55 超出范围')) }); });
  await user.click(screen.getByTestId('sign'));
  expect(sign).not.toHaveBeenCalled();
  expect(screen.getByTestId('unsaved').textContent).toContain('1 处');
  await user.click(screen.getByTestId('mend-unsaved'));
  expect(goTo).toHaveBeenCalledWith('01-041', 'B4');
  act(() => { saving.forget(markKey('01-041', 'B4')); });
  await user.click(screen.getByTestId('sign'));
  expect(sign).toHaveBeenCalledTimes(1);
});
