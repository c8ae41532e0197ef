import { act, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, it, vi } from 'vitest';
import { forget, forgetAll } from '../../ipc/answers';
import { carryOver } from '../../ipc/desk';
import { fakeCarrier } from '../../ipc/fake/carrier';
import { DoctorCard } from './DoctorCard';
import { EnrolCard } from './EnrolCard';
import { LockCard } from './LockCard';

beforeEach(() => {
  carryOver(fakeCarrier('?fake&as=expert'));
  act(() => { forgetAll(); forget(['settings_look']); });
});

it('the minutes chosen are the desk’s, light and dark the window’s', async () => {
  const onMode = vi.fn();
  const user = userEvent.setup();
  render(<LockCard mode="light" onMode={onMode} />);
  await user.click(await screen.findByLabelText('从不'));
  expect(await screen.findByRole<HTMLInputElement>('radio', { name: '从不', checked: true })).toBeDefined();
  await user.click(screen.getByLabelText('深色'));
  expect(onMode).toHaveBeenCalledTimes(1);
});

it('the doctor says each check in words and what to do when one fails', async () => {
  render(<DoctorCard />);
  await userEvent.click(screen.getByTestId('doctor'));
  const found = await screen.findByTestId('doctor-found');
  expect(found.textContent).toContain('1 项没有通过。已评分数请先备份，再联系组织方或技术支持。');
  expect(found.textContent).toContain('签名文件未通过签名文件 2 份，1 份与校验值不符');
});

it('an expert’s key goes into a file of their name', async () => {
  render(<EnrolCard name="张××" />);
  await userEvent.click(screen.getByTestId('enrolment-save'));
  expect((await screen.findByTestId('written')).textContent).toContain('签名钥匙登记_张××.juryenrol');
});
