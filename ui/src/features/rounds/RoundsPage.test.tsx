import { act, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, it } from 'vitest';
import { forget, forgetAll } from '../../ipc/answers';
import { carryOver } from '../../ipc/desk';
import { fakeCarrier } from '../../ipc/fake/carrier';
import { RoundsPage } from './RoundsPage';

const SUPERVISORS = [{ id: 'l2', name: '孟怀远', role: 'supervisor' as const }];

beforeEach(() => {
  carryOver(fakeCarrier('?fake&as=organiser'));
  act(() => { forgetAll(); forget(['round_look', 'experts_look']); });
});

it('says who judges those that went on, and lets others be named instead', async () => {
  const user = userEvent.setup();
  render(<RoundsPage role="organiser" supervisors={SUPERVISORS} />);
  expect(await screen.findByText('由 3 位专家评审：韩立言、苏清越、罗致远')).toBeTruthy();
  expect(screen.queryByRole('combobox', { name: '由谁评审' })).toBeNull();
  await user.click(screen.getByRole('radio', { name: '另选专家' }));
  await user.click(await screen.findByRole('combobox', { name: '由谁评审' }));
  await user.keyboard('专家3{Enter}');
  expect(screen.getByTitle('专家3 · 云江大学数据科学学院')).toBeTruthy();
});

it('shows a supervisor the cut and nothing to sign', async () => {
  render(<RoundsPage role="supervisor" supervisors={SUPERVISORS} />);
  await screen.findByText('晋级线');
  expect(screen.queryByTestId('judges')).toBeNull();
});
