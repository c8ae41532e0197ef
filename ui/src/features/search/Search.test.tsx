/** The search from the keyboard, with an input method, and while its index is being made. */
import { act, fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { forgetAll } from '../../ipc/answers';
import { carryOver } from '../../ipc/desk';
import { fakeCarrier } from '../../ipc/fake/carrier';
import type { SearchAsk } from '../../ipc/generated/SearchAsk';
import { useTellingWords } from '../../shared/selectedWords';
import { SearchPane } from './SearchPane';
import { useIndexing } from './useIndexing';
import { useSearching } from './useSearching';

const ENTRY = '01-041';
const goTo = vi.fn();
const asked = vi.fn<(ask: SearchAsk) => void>();

/** The pane beside a mark, as on the desk. */
function Bench() {
  const [searching, setSearching] = useSearching(true, () => undefined);
  const indexing = useIndexing(true, searching.open);
  const [material] = useState(`${ENTRY}-form`);
  return (
    <>
      <input data-score="" aria-label="mark" />
      {searching.open && <SearchPane searching={searching} onSearching={setSearching} indexing={indexing} entry={ENTRY} material={material} onGo={goTo} onClose={() => { setSearching({ open: false }); }} />}
    </>
  );
}

/** A page with words selected. */
function Telling({ words }: { words: string }) {
  useTellingWords(words);
  return null;
}

type Answers = Record<string, (request: never, options: never) => unknown>;

function open(search = 'as=expert', change: (answers: Answers) => void = () => undefined) {
  const carrier = fakeCarrier(search);
  const answers = carrier.answers as Answers;
  const real = answers['search'];
  answers['search'] = (ask: SearchAsk, options: never) => { asked(ask); return real?.(ask as never, options); };
  change(answers);
  carryOver(carrier);
  forgetAll();
  render(<Bench />);
  screen.getByLabelText('mark').focus();
  return { user: userEvent.setup(), answers };
}

const field = () => screen.getByTestId<HTMLInputElement>('search-words');
const find = (shiftKey = false) => { fireEvent.keyDown(document.activeElement ?? document.body, { code: 'KeyF', key: 'f', ctrlKey: true, shiftKey }); };
const status = () => screen.getByTestId('search-status').textContent;
const chosen = () => screen.queryAllByTestId('search-hit').find((hit) => hit.getAttribute('aria-current') === 'true')?.textContent;
const sought = () => asked.mock.calls.map(([ask]) => ask.words).filter((words) => words !== '');

beforeEach(() => { goTo.mockClear(); asked.mockClear(); });

describe('the search', () => {
  it('opens where one reads with Ctrl+F, everywhere with Ctrl+Shift+F, and not while composing', async () => {
    open();
    fireEvent.keyDown(document.body, { code: 'KeyF', key: 'f' });
    fireEvent.keyDown(document.body, { code: 'KeyF', key: 'f', ctrlKey: true, isComposing: true });
    fireEvent.keyDown(document.body, { code: 'KeyF', key: 'Process', ctrlKey: true, keyCode: 229 });
    expect(screen.queryByTestId('search-pane')).toBeNull();
    find();
    expect(document.activeElement).toBe(field());
    await waitFor(() => { expect(asked.mock.lastCall?.[0]).toMatchObject({ scope: 'material', within: `${ENTRY}-form` }); });
    find(true);
    await waitFor(() => { expect(asked.mock.lastCall?.[0]).toMatchObject({ scope: 'all', within: null }); });
  });

  it('walks through what was found with arrows and goes there with Enter, then on to the next', async () => {
    const { user } = open();
    find();
    await user.type(field(), '数据质量');
    await waitFor(() => { expect(status()).toContain('找到'); });
    await user.keyboard('{ArrowDown}{ArrowDown}');
    expect(chosen()).toContain('p.2');
    await user.keyboard('{ArrowUp}{Enter}');
    expect(goTo).toHaveBeenLastCalledWith(ENTRY, undefined, { material: `${ENTRY}-form`, page: 0, words: ['数据质量'] }, undefined);
    await user.keyboard('{Enter}');
    expect(goTo).toHaveBeenLastCalledWith(ENTRY, undefined, expect.objectContaining({ page: 1 }), undefined);
    await user.keyboard('{Shift>}{Enter}{/Shift}');
    expect(goTo).toHaveBeenLastCalledWith(ENTRY, undefined, expect.objectContaining({ page: 0 }), undefined);
    expect(document.activeElement).toBe(field());
    expect(field().getAttribute('aria-activedescendant')).toBe(screen.getAllByTestId('search-hit')[0]?.id);
  });

  it('marks the words in what stands around them, by entry and material', async () => {
    const { user } = open();
    find(true);
    await user.type(field(), '数据 闭环');
    await waitFor(() => { expect(status()).toContain('22 个项目'); });
    const [first] = screen.getAllByTestId('search-hit');
    expect(within(first ?? document.body).getAllByText('数据', { selector: 'mark' }).length).toBeGreaterThan(0);
    expect(screen.getAllByText('申报书.pdf')).toHaveLength(22);
    expect(screen.getByText('注塑机群能耗数据优化')).toBeDefined();
  });

  it('finds an entry by its name and goes to it as a whole', async () => {
    const { user } = open();
    find(true);
    await user.type(field(), '轴承质量');
    await waitFor(() => { expect(status()).toContain('1 个项目的名称'); });
    await user.keyboard('{Enter}');
    expect(goTo).toHaveBeenLastCalledWith('01-017', undefined, undefined, undefined);
  });

  it('does not look for what an input method composes, nor act on its keys', async () => {
    open();
    find();
    fireEvent.compositionStart(field());
    for (const value of ['s', 'shu', 'shu ju']) fireEvent.change(field(), { target: { value } });
    fireEvent.keyDown(field(), { key: 'ArrowDown', isComposing: true });
    fireEvent.keyDown(field(), { key: 'Enter', keyCode: 229 });
    fireEvent.keyDown(field(), { key: 'Escape', keyCode: 229 });
    await act(() => new Promise((done) => { setTimeout(done, 200); }));
    expect(screen.getByTestId('search-pane')).toBeTruthy();
    expect(field().value).toBe('shu ju');
    expect(sought()).toEqual([]);
    fireEvent.change(field(), { target: { value: '数据' } });
    fireEvent.compositionEnd(field());
    await waitFor(() => { expect(status()).toContain('找到'); });
    expect(sought()).toEqual(['数据']);
    expect(goTo).not.toHaveBeenCalled();
  });

  it('asks once one rests, and drops an answer that comes too late', async () => {
    const { user, answers } = open();
    find();
    await user.type(field(), '数据');
    await waitFor(() => { expect(status()).toContain('找到'); });
    const real = answers['search'];
    const waiting: (() => void)[] = [];
    answers['search'] = (ask: SearchAsk, options: never) => new Promise((done) => { waiting.push(() => { done(real?.(ask as never, options)); }); });
    await user.type(field(), '质');
    await waitFor(() => { expect(waiting).toHaveLength(1); });
    await user.type(field(), '{Backspace}{Backspace}电');
    await waitFor(() => { expect(waiting).toHaveLength(2); });
    act(() => { waiting[1]?.(); });
    await waitFor(() => { expect(status()).toContain('没有找到“数电”'); });
    act(() => { waiting[0]?.(); });
    await act(() => new Promise((done) => { setTimeout(done, 50); }));
    expect(status()).toContain('没有找到“数电”');
  });

  it('goes to the first as soon as it is found when Enter comes before the answer', async () => {
    const { user } = open();
    find();
    await user.type(field(), '存证{Enter}');
    await waitFor(() => { expect(goTo).toHaveBeenCalledTimes(1); });
    expect(goTo.mock.lastCall?.[2]).toMatchObject({ words: ['存证'] });
  });

  it('says that scans cannot be searched, and where else to look when nothing is found', async () => {
    const { user } = open();
    find();
    await waitFor(() => { expect(screen.getByTestId('search-unfound').textContent).toContain('8 页是扫描件'); });
    await user.type(field(), '不存在的词');
    await waitFor(() => { expect(status()).toContain('没有找到“不存在的词”'); });
    await user.click(screen.getByTestId('search-widen-all'));
    await waitFor(() => { expect(asked.mock.lastCall?.[0]).toMatchObject({ scope: 'all', words: '不存在的词' }); });
    expect(document.activeElement).toBe(field());
    await user.clear(field());
    await user.type(field(), '，。');
    await waitFor(() => { expect(status()).toContain('只有标点'); });
  });

  it('closes with Escape and gives the focus back; the words are there the next time', async () => {
    const { user } = open();
    find();
    await user.type(field(), '授权');
    await user.keyboard('{Escape}');
    expect(screen.queryByTestId('search-pane')).toBeNull();
    expect(document.activeElement).toBe(screen.getByLabelText('mark'));
    find();
    expect([field().value, field().selectionEnd]).toEqual(['授权', 2]);
  });

  it('finds my own comments and notes, first and with their places', async () => {
    const { user, answers } = open();
    answers['comment_put']?.({ entry: '01-017', text: '审计报告与申报书不一致。' } as never, undefined as never);
    find(true);
    await user.type(field(), '审计报告');
    const own = await screen.findByTestId('search-own');
    expect(within(own).getAllByTestId('search-hit').map((line) => line.textContent)).toEqual([expect.stringContaining('017评语审计报告'), expect.stringContaining('041申报书.pdf p.1附件二审计报告可佐证')]);
    await user.keyboard('{Enter}');
    expect(goTo).toHaveBeenLastCalledWith('01-017', undefined, undefined, 'comment');
    await user.keyboard('{Enter}');
    expect(goTo).toHaveBeenLastCalledWith(ENTRY, undefined, expect.objectContaining({ material: `${ENTRY}-form`, page: 0, words: ['审计报告'] }), undefined);
    expect(goTo.mock.lastCall?.[2]).toHaveProperty('boxes');
  });

  it('says so when only my own words were found', async () => {
    const { user, answers } = open();
    answers['comment_put']?.({ entry: '01-017', text: '鼎彝之说' } as never, undefined as never);
    find(true);
    await user.type(field(), '鼎彝');
    await waitFor(() => { expect(status()).toBe('材料中没有，批注与评语中有。'); });
  });

  it('takes what is selected on the page, and leaves what is typed alone when pressed in its own field', async () => {
    open();
    render(<Telling words={'数据  质量'} />);
    find();
    expect(field().value).toBe('数据 质量');
    await waitFor(() => { expect(status()).toContain('找到'); });
    fireEvent.change(field(), { target: { value: '授权' } });
    find(true);
    expect(field().value).toBe('授权');
  });

  it('lists all of an entry when only some of its pages are shown', async () => {
    const { user } = open();
    find(true);
    await user.type(field(), '数据');
    await user.click(await screen.findByTestId('search-left-01-017'));
    expect(goTo).toHaveBeenLastCalledWith('01-017', undefined);
    await waitFor(() => { expect(asked.mock.lastCall?.[0]).toMatchObject({ scope: 'entry' }); });
  });
});

describe('the index', () => {
  it('is made by itself, can be paused, and goes on when told to', async () => {
    const { user } = open('as=expert&index=building');
    find(true);
    expect((await screen.findByTestId('index-line', undefined, { timeout: 4000 })).textContent).toContain('正在');
    await waitFor(() => { expect(screen.getByTestId('index-line').textContent).toMatch(/[1-9]\d*\/198 份/); });
    await user.click(screen.getByTestId('index-pause'));
    await waitFor(() => { expect(screen.getByTestId('index-line').textContent).toContain('已暂停'); });
    expect(document.activeElement).toBe(screen.getByTestId('index-resume'));
    await user.click(screen.getByTestId('index-resume'));
    await screen.findByTestId('index-pause', undefined, { timeout: 4000 });
  });

  it('does not try again and again what cannot be read', async () => {
    const standing = { indexed: 3, total: 5, pages: 30, scans: 0, unread: 0, building: false };
    const build = vi.fn(() => standing);
    open('as=expert', (answers) => { answers['index_look'] = () => standing; answers['index_build'] = build; });
    find(true);
    expect((await screen.findByTestId('index-resume', undefined, { timeout: 4000 })).parentElement?.textContent).toContain('2 份');
    await act(() => new Promise((done) => { setTimeout(done, 2000); }));
    expect(build).toHaveBeenCalledTimes(1);
  });
});
