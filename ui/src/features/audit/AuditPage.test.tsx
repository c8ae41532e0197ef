import { act, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it } from 'vitest';
import { forget, forgetAll } from '../../ipc/answers';
import { carryOver } from '../../ipc/desk';
import { fakeCarrier } from '../../ipc/fake/carrier';
import { AuditPage } from './AuditPage';

const open = (broken: string[]) => {
  const carrier = fakeCarrier('?fake&as=organiser');
  const look = carrier.answers.audit_look as (ask: object) => object;
  carrier.answers.audit_look = (ask: never) => ({ ...look(ask), broken });
  carryOver(carrier);
  act(() => { forgetAll(); forget(['audit_look']); });
  render(<AuditPage />);
  return userEvent.setup();
};

it('filters by words and finds its way back', async () => {
  const user = open([]);
  await screen.findByText('1284 条，校验相符');
  await user.type(screen.getByLabelText('按内容查找'), '没有这样的内容{Enter}');
  await screen.findByText('没有符合的记录。');
  await user.click(screen.getByText('清除条件'));
  expect((await screen.findAllByText(/核对码相符/u)).length).toBeGreaterThan(50);
});

it('says a broken chain in red words', async () => {
  open(['操作日志从第 12 行起与写入时不同，可能被改动过。']);
  expect((await screen.findByRole('alert')).textContent).toContain('第 12 行');
  expect(screen.queryByText(/校验相符/u)).toBeNull();
});
