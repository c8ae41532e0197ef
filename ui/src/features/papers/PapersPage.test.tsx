import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, test } from 'vitest';
import { PapersPage } from './PapersPage';
import { carryOver } from '../../ipc/desk';
import { fakeCarrier } from '../../ipc/fake/carrier';

beforeEach(() => { carryOver(fakeCarrier('?fake&as=organiser')); });
const nowhere = () => { /* no other track in these tests */ };

test('a paper that is ready is written and said to be; one that is not says why', async () => {
  render(<PapersPage role="organiser" track="01" onTrack={nowhere} />);
  const awards = await screen.findByTestId('paper-awards-docx');
  expect(screen.getByTestId('paper-shortlist').textContent).toContain('还没有签发入围名单');
  expect(screen.getByTestId<HTMLButtonElement>('paper-shortlist-docx').disabled).toBe(true);
  await userEvent.click(awards);
  expect(await screen.findByTestId('written')).toBeTruthy();
});

test('the supervisor sees what there is and writes nothing', async () => {
  render(<PapersPage role="supervisor" track="01" onTrack={nowhere} />);
  expect(await screen.findByTestId('paper-awards')).toBeTruthy();
  expect(screen.queryByTestId('paper-awards-docx')).toBeNull();
});
