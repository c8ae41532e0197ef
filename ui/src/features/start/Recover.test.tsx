import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it } from 'vitest';
import { carryOver } from '../../ipc/desk';
import { fakeCarrier } from '../../ipc/fake/carrier';
import type { OpenDesk } from '../../ipc/generated/OpenDesk';
import { Recover } from './Recover';

it('needs the code and the same new passphrase twice', async () => {
  carryOver(fakeCarrier('?fake'));
  const user = userEvent.setup();
  let opened: OpenDesk | undefined;
  render(<Recover desk={{ id: 'd2', kind: 'organiser', contest: '', detail: '', restored: null, logins: [] }} onOpen={(open) => { opened = open; }} onBack={() => undefined} />);
  await user.type(screen.getByTestId('recovery-code'), '0123-4567');
  await user.type(screen.getByTestId('recover-passphrase-1'), '四个不相关的词');
  expect(screen.getByTestId<HTMLButtonElement>('recover').disabled).toBe(true);
  await user.type(screen.getByTestId('recover-passphrase-2'), '四个不相关的词');
  await user.click(screen.getByTestId('recover'));
  expect(opened).toBeDefined();
});
