import { act, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, it } from 'vitest';
import { forget, forgetAll } from '../../ipc/answers';
import { carryOver } from '../../ipc/desk';
import { fakeCarrier } from '../../ipc/fake/carrier';
import type { OpenDesk } from '../../ipc/generated/OpenDesk';
import { BackupCard } from './BackupCard';
import { BackupLine } from './BackupLine';
import { Restore } from './Restore';

beforeEach(() => {
  carryOver(fakeCarrier('?fake&as=expert'));
  act(() => { forgetAll(); forget(['backup_look']); });
});

it('reminds in a line, and not again today', async () => {
  render(<BackupLine />);
  expect((await screen.findByTestId('backup-line')).textContent).toContain('还没有备份过，有 214 处改动没有备份');
  await userEvent.click(screen.getByTestId('backup-later'));
  expect(screen.queryByTestId('backup-line')).toBeNull();
});

it('says where the backup is before the line goes', async () => {
  render(<BackupLine />);
  await userEvent.click(await screen.findByTestId('backup-now'));
  expect((await screen.findByTestId('written')).textContent).toContain('评审台备份_2026-06-11.jurybackup');
  await userEvent.click(screen.getByRole('button', { name: '收起' }));
  expect(screen.queryByTestId('backup-line')).toBeNull();
});

it('one button writes the backup and says where it is and that nothing is unsaved since', async () => {
  render(<BackupCard expert />);
  await userEvent.click(await screen.findByTestId('backup-save'));
  expect((await screen.findByTestId('written')).textContent).toContain('评审台备份_2026-06-11.jurybackup');
  expect(screen.getByTestId('backup-state').textContent).toContain('此后没有改动');
});

it('shows whose backup it is before the passphrase is asked', async () => {
  let opened: OpenDesk | undefined;
  render(<Restore onOpen={(open) => { opened = open; }} onBack={() => undefined} />);
  expect(screen.queryByTestId('restore-passphrase')).toBeNull();
  await userEvent.click(screen.getByRole('button', { name: /选择文件/ }));
  expect((await screen.findByTestId('restore-facts')).textContent).toContain('张×× · 评审专家');
  await userEvent.type(screen.getByTestId('restore-passphrase'), 'demo{Enter}');
  expect(opened?.name).toBe('张××');
});
