import { act, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, it, vi } from 'vitest';
import { forgetAll } from '../../ipc/answers';
import { carryOver } from '../../ipc/desk';
import { fakeCarrier } from '../../ipc/fake/carrier';
import { RereviewPage } from './RereviewPage';

const asked = vi.fn();
const askedAll = vi.fn();

beforeEach(() => {
  const fake = fakeCarrier('?fake&as=organiser');
  for (const [name, spy] of [['rereview_ask', asked], ['rereview_ask_all', askedAll]] as const) {
    const answer = fake.answers[name];
    spy.mockClear();
    fake.answers[name] = (request) => { spy(request); return answer?.(request); };
  }
  carryOver(fake);
  act(() => { forgetAll(); });
});

const open = async () => {
  render(<RereviewPage role="organiser" track={null} onTrack={vi.fn()} onBack={vi.fn()} />);
  const user = userEvent.setup();
  const first = (await screen.findAllByTestId(/^rereview-\d/u))[0];
  if (!first) throw new Error('no entry lies apart');
  return { user, first };
};

it('asks an expert about several entries in one ticket', async () => {
  const { user, first } = await open();
  const total = within(first).getAllByTestId(/^ask-/u)[0];
  if (!total) throw new Error('no total');
  await user.click(total);
  const form = within(screen.getByTestId('rereview-form'));
  const boxes = form.getAllByRole<HTMLInputElement>('checkbox');
  expect(boxes.filter(({ checked }) => checked)).toHaveLength(1);
  const other = boxes.find(({ checked }) => !checked);
  if (!other) throw new Error('one entry only');
  await user.click(other);
  await user.type(form.getByTestId('rereview-reason'), '相差较大');
  await user.click(form.getByTestId('rereview-sign'));
  await screen.findByTestId('written');
  expect((asked.mock.calls[0]?.[0] as { entries: string[] }).entries).toHaveLength(2);
  expect(form.getByTestId<HTMLButtonElement>('rereview-sign').disabled).toBe(true);
});

it('asks everybody whom the limits ask at once', async () => {
  const { user } = await open();
  await user.click(screen.getByTestId('rereview-all-open'));
  const form = within(screen.getByTestId('rereview-all'));
  expect(form.getByTestId<HTMLButtonElement>('rereview-all-sign').disabled).toBe(true);
  await user.type(form.getByTestId('rereview-reason'), '相差较大');
  await user.click(form.getByTestId('rereview-all-sign'));
  await form.findByText(/^已签发 \d+ 张复评单。$/u);
  expect(askedAll).toHaveBeenCalledTimes(1);
  expect(askedAll.mock.calls[0]?.[0]).toMatchObject({ reason: '相差较大', askedBy: null });
});
