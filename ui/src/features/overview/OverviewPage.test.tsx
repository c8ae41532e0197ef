import { act, fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { forgetAll } from '../../ipc/answers';
import { carryOver } from '../../ipc/desk';
import { fakeCarrier } from '../../ipc/fake/carrier';
import type { Levelling } from '../../ipc/generated/Levelling';
import { saving } from '../../shared/saving';
import { words } from '../../words';
import { OverviewPage } from './OverviewPage';

const TEXT = words.overview;

async function open(mode: 'groups' | 'criteria' = 'criteria', prepare: (answers: ReturnType<typeof fakeCarrier>['answers']) => void = () => undefined) {
  const carrier = fakeCarrier('as=expert');
  prepare(carrier.answers);
  const spy = (name: string) => { const one = vi.fn(carrier.answers[name]); carrier.answers[name] = one; return one; };
  const calls = { put: spy('mark_put'), many: spy('marks_put'), order: spy('order_put'), tie: spy('tie_break'), settle: spy('order_settle'), undo: spy('undo') };
  carryOver(carrier);
  forgetAll();
  saving.clear();
  const onOpen = vi.fn();
  render(<OverviewPage rubricLabel="" onOpen={onOpen} onSign={() => undefined} />);
  const user = userEvent.setup();
  await user.click(await screen.findByText(TEXT.modes[mode]));
  await user.click(screen.getByText(TEXT.orders.reading));
  const field = await screen.findByTestId<HTMLTextAreaElement>('cell-field');
  return { ...calls, onOpen, user, field };
}

const cell = (entry: string, column: string) => {
  const found = screen.getByTestId(`row-${entry}`).querySelector<HTMLElement>(`td[data-column="${column}"]`);
  if (!found) throw new Error(`${entry} ${column}`);
  return found;
};
const paste = (field: HTMLElement, text: string) => { fireEvent.paste(field, { clipboardData: { getData: () => text } }); };

// jsdom lays nothing out, and rows out of sight are not drawn.
beforeEach(() => { Object.defineProperty(HTMLElement.prototype, 'clientHeight', { configurable: true, value: 900 }); });

describe('the overview as a table', () => {
  it('takes a mark as it is typed and goes down with Enter', async () => {
    const { put, user, field } = await open();
    await user.click(cell('01-008', 'A1'));
    expect(document.activeElement).toBe(field);
    await user.keyboard('3.5{Enter}2{Enter}');
    await waitFor(() => { expect(put).toHaveBeenCalledTimes(2); });
    expect(put.mock.calls.map(([asked]) => asked as unknown)).toEqual([{ entry: '01-008', criterion: 'A1', value: '3.5' }, { entry: '01-017', criterion: 'A1', value: '2' }]);
    expect(cell('01-008', 'A1').textContent).toBe('3.5');
  });

  it('gives a mark up with Escape, edits it with F2 and goes on with Tab', async () => {
    const { put, user, field } = await open();
    await user.click(cell('01-008', 'A1'));
    const before = cell('01-008', 'A1').textContent;
    await user.keyboard('1{Escape}{Tab}');
    expect(put).not.toHaveBeenCalled();
    expect(cell('01-008', 'A1').textContent).toBe(before);
    await user.keyboard('{F2}');
    expect(field.value).toBe(cell('01-008', 'A2').textContent);
  });

  it('copies the block that is selected', async () => {
    const { user, field } = await open();
    await user.click(cell('01-008', 'A1'));
    await user.keyboard('{Shift>}{ArrowRight}{ArrowDown}{/Shift}');
    const lines = field.value.split('\n');
    expect(lines.map((line) => line.split('\t').length)).toEqual([2, 2]);
    expect(field.selectionEnd - field.selectionStart).toBe(field.value.length);
  });

  it('pastes a column at once when all of it can stand', async () => {
    const { many, user, field } = await open();
    await user.click(cell('01-008', 'A1'));
    paste(field, '１．５\r\n2\r\n');
    await waitFor(() => { expect(many).toHaveBeenCalledTimes(1); });
    expect(many).toHaveBeenCalledWith({ marks: [{ entry: '01-008', criterion: 'A1', value: '1.5' }, { entry: '01-017', criterion: 'A1', value: '2' }] });
    expect((await screen.findByTestId('grid-told')).textContent).toBe(TEXT.pasted(2));
  });

  it('shows cell by cell what cannot stand before anything is written, and writes the rest when asked', async () => {
    const { many, user, field } = await open();
    await user.click(cell('01-029', 'A1'));
    paste(field, '2\r\n1\r\n99\r\n优');
    const bar = await screen.findByTestId('paste-bar');
    expect(many).not.toHaveBeenCalled();
    expect(within(bar).getAllByRole('row')).toHaveLength(4);
    await user.click(within(bar).getByTestId('paste-rest'));
    await waitFor(() => { expect(many).toHaveBeenCalledWith({ marks: [{ entry: '01-029', criterion: 'A1', value: '2' }] }); });
    await waitFor(() => { expect(screen.queryByTestId('paste-bar')).toBeNull(); });
  });

  it('keeps a refused mark in its cell with the desk\'s sentence', async () => {
    const { user } = await open();
    await user.click(cell('01-008', 'A1'));
    await user.keyboard('55{Enter}');
    await act(() => saving.flush());
    expect(cell('01-008', 'A1').textContent).toBe('55');
    await user.click(cell('01-008', 'A1'));
    expect((await screen.findByTestId('grid-problem')).textContent).toContain('55 超出范围');
  });

  it('gives no marks to an entry that is not judged', async () => {
    const { put, user } = await open();
    await user.click(cell('01-033', 'A1'));
    await user.keyboard('3{Enter}');
    expect(put).not.toHaveBeenCalled();
  });

  it('hears no key of an input method', async () => {
    const { put, user, field } = await open();
    await user.click(cell('01-008', 'A1'));
    fireEvent.keyDown(field, { key: 'Enter', keyCode: 229 });
    fireEvent.keyDown(field, { key: 'Enter', isComposing: true });
    await user.keyboard('3{Enter}');
    await waitFor(() => { expect(put).toHaveBeenCalledWith({ entry: '01-008', criterion: 'A1', value: '3' }); });
  });

  it('sorts by a head and restores the original order in one press', async () => {
    const { user } = await open();
    const order = () => screen.getAllByTestId(/^row-/).map((row) => row.dataset['testid']);
    const reading = order();
    await user.click(within(screen.getByTestId('head-C2')).getByRole('button'));
    expect(order()).not.toEqual(reading);
    await user.click(screen.getByTestId('restore-order'));
    expect(order()).toEqual(reading);
  });

  it('moves an entry in my ranking by keys without touching a mark', async () => {
    const { order, put, many, user } = await open();
    await user.click(screen.getByText(TEXT.orders.place));
    const second = screen.getAllByTestId(/^grip-/)[1]?.dataset['testid']?.slice(5) ?? '';
    await user.click(cell(second, 'A1'));
    await user.keyboard('{Alt>}{ArrowUp}{/Alt}');
    await waitFor(() => { expect(order).toHaveBeenCalledTimes(1); });
    await waitFor(() => { expect(screen.getAllByTestId(/^grip-/)[0]?.dataset['testid']).toBe(`grip-${second}`); });
    expect(put).not.toHaveBeenCalled();
    expect(many).not.toHaveBeenCalled();
  });

  it('asks where my ranking goes against my marks, and keeps it when I mean it', async () => {
    const { settle, many, user } = await open('groups', (answers) => {
      const { rows } = answers['levelling']?.({} as never) as Levelling;
      const at = (position: number) => rows.find((row) => row.position === position)?.entry;
      answers['order_put']?.({ entry: at(4), beside: at(1), above: true } as never);
    });
    await user.click(screen.getByTestId('order-keep'));
    await waitFor(() => { expect(screen.queryByTestId('order-keep')).toBeNull(); });
    expect(settle).toHaveBeenCalledTimes(1);
    expect(many).not.toHaveBeenCalled();
    expect(screen.getByText(TEXT.forgetOrder)).toBeDefined();
  });

  it('asks of two equals which is better and changes no mark', async () => {
    const { tie, many, user } = await open('groups', (answers) => {
      const { rows, criteria } = answers['levelling']?.({} as never) as Levelling;
      const from = rows.find(({ entry }) => entry === '01-008');
      answers['marks_put']?.({ marks: criteria.map(({ id }, index) => ({ entry: '01-022', criterion: id, value: from?.marks[index] ?? null })) } as never);
    });
    const asked = screen.getAllByTestId(/^tie-/).length;
    await user.click(screen.getAllByTestId('better-01-022')[0] ?? document.body);
    await waitFor(() => { expect(screen.queryAllByTestId(/^tie-/)).toHaveLength(asked - 1); });
    expect(tie).toHaveBeenCalledWith(expect.objectContaining({ better: '01-022' }));
    expect(many).not.toHaveBeenCalled();
  });

  it('takes the last step back', async () => {
    const { undo, user } = await open();
    await user.click(cell('01-008', 'A1'));
    await user.keyboard('{Control>}{z}{/Control}');
    await waitFor(() => { expect(undo).toHaveBeenCalledTimes(1); });
  });
});
