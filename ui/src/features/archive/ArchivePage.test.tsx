import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, test } from 'vitest';
import { ArchivePage } from './ArchivePage';
import { carryOver } from '../../ipc/desk';
import { fakeCarrier } from '../../ipc/fake/carrier';

beforeEach(() => { carryOver(fakeCarrier('?fake&as=organiser')); });

test('the organiser makes an archive and is told where it is', async () => {
  render(<ArchivePage role="organiser" contest="云江分赛" />);
  await userEvent.click(screen.getByTestId('archive-save'));
  expect(await screen.findByTestId('written')).toBeTruthy();
  expect((await screen.findByTestId('archive-command')).textContent).toMatch(/--contest-code [0-9A-Z]{4}/);
});

test('the supervisor sees what would be in it and cannot make one', () => {
  render(<ArchivePage role="supervisor" contest="云江分赛" />);
  expect(screen.queryByTestId('archive-save')).toBeNull();
  expect(screen.getByText('操作日志')).toBeTruthy();
});
