import { act, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, it, vi } from 'vitest';
import { forgetAll } from '../../ipc/answers';
import { carryOver } from '../../ipc/desk';
import { fakeCarrier } from '../../ipc/fake/carrier';
import { AdvisoryPage } from './AdvisoryPage';

type Fake = ReturnType<typeof fakeCarrier>;
let fake: Fake;
const asked = vi.fn();

beforeEach(() => {
  fake = fakeCarrier('?fake&as=organiser');
  const figures = fake.answers['advisory_look'];
  asked.mockClear();
  fake.answers['advisory_look'] = (request) => { asked(request); return figures?.(request); };
  carryOver(fake);
  act(() => { forgetAll(); });
});

const show = (onEntry = vi.fn()) => render(<AdvisoryPage track={null} onTrack={vi.fn()} onEntry={onEntry} />);
const view = (name: string) => screen.getByRole('radio', { name });

it('is one viewing when it comes, and another for a line that is tried', async () => {
  const user = userEvent.setup();
  show();
  await screen.findByTestId('ranges');
  expect(asked.mock.calls).toEqual([[{ track: null, line: null }]]);
  await user.click(view('线有多牢'));
  await user.type(screen.getByTestId('line-after'), '9');
  await user.click(screen.getByTestId('line-try'));
  expect((await screen.findByTestId('line-9')).textContent).toContain('试看的线：第 9 名之后');
  expect(asked).toHaveBeenLastCalledWith({ track: null, line: 9 });
  expect(asked).toHaveBeenCalledTimes(2);
});

it('says in a table what the chart draws, for those who cannot see it', async () => {
  show();
  const row = within(await screen.findByTestId('range-02-010'));
  expect(row.getAllByRole('cell').map((cell) => cell.textContent)).toEqual(['10', '010种质资源数据检索系统', '校正宽严后 11', '3–17', '67%']);
  expect(screen.getByTestId('chart-ranges').getAttribute('aria-hidden')).toBe('true');
});

it('labels every block as advisory', async () => {
  const user = userEvent.setup();
  show();
  await screen.findByTestId('ranges');
  for (const [name, id] of [['名次有多稳', 'ranges'], ['校正宽严', 'adjusted'], ['线有多牢', 'lines'], ['再看一眼', 'again'], ['专家', 'experts']] as const) {
    await user.click(view(name));
    expect(within(screen.getByTestId(id)).getAllByText('参考').length).toBeGreaterThan(0);
  }
  for (const id of ['severity', 'agreement']) expect(within(screen.getByTestId(id)).getAllByText('参考')).toHaveLength(1);
});

it('shows what is not defined as such, never as a number', async () => {
  show();
  const figure = await screen.findByTestId('figure-ratio');
  expect(figure.textContent).toContain('无法计算：');
  expect(figure.querySelector('.value')?.textContent).toBe('—');
});

it('leads from a dispute to the entry', async () => {
  const user = userEvent.setup();
  const onEntry = vi.fn();
  show(onEntry);
  await screen.findByTestId('ranges');
  await user.click(view('再看一眼'));
  await user.click(within(screen.getByTestId('disputed-02-006')).getByRole('button'));
  expect(onEntry).toHaveBeenCalledWith('02-006', '02');
});

it('says why when the contest did not want figures, without a retry', async () => {
  fake.answers['advisory_look'] = () => { throw { code: 'advisoryOff', params: {}, sentence: '本届赛事冻结指标时没有开启“参考”，不提供这些数字。' } as unknown as Error; };
  show();
  expect((await screen.findByTestId('sentence')).textContent).toBe('本届赛事冻结指标时没有开启“参考”，不提供这些数字。');
});

it('gives the work up when one leaves while it is under way', async () => {
  let given: AbortSignal | undefined;
  carryOver({ ...fake, ask: (_name, _request, options) => { given = options.signal; return new Promise(() => undefined); } });
  const { unmount } = show();
  await screen.findByTestId('working');
  unmount();
  expect(given?.aborted).toBe(true);
});
