import { act, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, it } from 'vitest';
import { forget, forgetAll } from '../../ipc/answers';
import { carryOver } from '../../ipc/desk';
import { fakeCarrier } from '../../ipc/fake/carrier';
import { ExpertsPage } from './ExpertsPage';

const SUPERVISORS = [{ id: 'l2', name: '孟怀远' }];

beforeEach(() => {
  carryOver(fakeCarrier('?fake&as=organiser'));
  act(() => { forgetAll(); forget(['experts_look']); });
});

it('enters keys only with files and a supervisor’s passphrase', async () => {
  const user = userEvent.setup();
  render(<ExpertsPage role="organiser" supervisors={SUPERVISORS} />);
  await user.click(await screen.findByTestId('enrol-open'));
  await user.type(screen.getByTestId('enrol-passphrase'), 'demo');
  expect(screen.getByTestId<HTMLButtonElement>('enrol').disabled).toBe(true);
  await user.click(screen.getByTestId('enrol-files'));
  await user.click(screen.getByTestId('enrol'));
  expect((await screen.findByText('已登记 1 份，写入新一版专家名册。')).className).toBe('ok');
  expect(screen.getByTestId<HTMLInputElement>('enrol-passphrase').value).toBe('');
});

it('signs a ticket with a reason, and offers neither to a supervisor', async () => {
  const user = userEvent.setup();
  const { unmount } = render(<ExpertsPage role="organiser" supervisors={SUPERVISORS} />);
  await user.click(await screen.findByTestId('ticket-E0101'));
  expect(screen.getByTestId<HTMLButtonElement>('ticket-sign').disabled).toBe(true);
  await user.type(screen.getByTestId('ticket-reason'), '材料补正');
  await user.click(screen.getByTestId('ticket-sign'));
  expect((await screen.findByTestId('written')).textContent).toContain('复评单.juryticket');
  unmount();
  render(<ExpertsPage role="supervisor" supervisors={SUPERVISORS} />);
  await screen.findAllByText('云江大学数据科学学院');
  expect(screen.queryByTestId('enrol-open')).toBeNull();
  expect(screen.queryByTestId('ticket-E0101')).toBeNull();
});
