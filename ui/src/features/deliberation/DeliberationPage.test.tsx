import { act, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, it } from 'vitest';
import { forget, forgetAll } from '../../ipc/answers';
import { carryOver } from '../../ipc/desk';
import { fakeCarrier } from '../../ipc/fake/carrier';
import { DeliberationPage } from './DeliberationPage';

const open = (as: string) => {
  carryOver(fakeCarrier(`?fake&as=${as}`));
  act(() => { forgetAll(); forget(['deliberation_look']); });
  render(<DeliberationPage track={null} onTrack={() => undefined} />);
  return userEvent.setup();
};

beforeEach(() => { window.innerWidth = 1366; });

it('keeps notes when the field is left, votes at once, and signs minutes', async () => {
  const user = open('organiser');
  await user.click(await screen.findByTestId('agenda-02-002'));
  await user.click(screen.getByTestId('present-E0202'));
  await screen.findByText('到会 1 / 7 人');
  await user.type(screen.getByTestId('talk-notes'), '数据来源需核实');
  await user.tab();
  expect((await screen.findByText('已保存')).tagName).toBe('SMALL');
  await user.click(screen.getByLabelText('提请认定'));
  await user.click(screen.getByTestId('agenda-02-001'));
  expect(screen.getByTestId<HTMLTextAreaElement>('talk-notes').value).toBe('');
  await user.click(screen.getByTestId('agenda-02-002'));
  expect(screen.getByTestId<HTMLTextAreaElement>('talk-notes').value).toBe('数据来源需核实');
  expect(screen.getByLabelText<HTMLInputElement>('提请认定').checked).toBe(true);
  await user.type(screen.getByTestId('minutes-passphrase'), 'demo');
  await user.click(screen.getByTestId('minutes-sign'));
  await screen.findByText(/第 1 版已签名/u);
  await user.click(screen.getByTestId('minutes-save'));
  expect((await screen.findByTestId('written')).textContent).toContain('合议纪要.pdf');
}, 60_000);

it('lets a supervisor look only', async () => {
  open('supervisor');
  await screen.findByTestId('agenda-02-001');
  expect(screen.getByTestId<HTMLTextAreaElement>('talk-notes').disabled).toBe(true);
  expect(screen.queryByTestId('minutes-sign')).toBeNull();
});
