/**
 * What a screen reader is told on every screen: a name for everything that can be pressed or filled in, roles that hold what they promise, no id twice.
 *
 * Colours are not judged here: without a layout there are none (styles/tokens.css keeps the pairs of look/README).
 */
import { act, render, screen, waitFor } from '@testing-library/react';
import userEvent, { type UserEvent } from '@testing-library/user-event';
import axe from 'axe-core';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { forget, forgetAll } from '../ipc/answers';
import { carryOver } from '../ipc/desk';
import { fakeCarrier } from '../ipc/fake/carrier';
import { saving } from '../shared/saving';
import { words } from '../words';
import { App } from './App';

/** A screen: who is there, what is pressed to get there, and what says that one has arrived. */
interface Screen { as: string; press: readonly string[]; shown: string }

const SCREENS: Record<string, Screen> = {
  'the first screen': { as: '', press: [], shown: 'start' },
  'a first letter': { as: '', press: ['way-letter'], shown: 'letter-open' },
  'the commitment': { as: 'as=new', press: ['recuse-01-008'], shown: 'commit-accept' },
  'one entry': { as: 'as=expert', press: [], shown: 'comment' },
  'one entry with keys and phrases': { as: 'as=expert', press: ['keys-open', 'phrases-open', 'chair-note-open'], shown: 'chair-note' },
  'searching': { as: 'as=expert', press: ['search-open'], shown: 'search-pane' },
  'the overview': { as: 'as=expert', press: ['nav-overview'], shown: 'nav-overview' },
  'handing back, not yet': { as: 'as=expert', press: ['nav-handback'], shown: 'nav-handback' },
  'handed back': { as: 'as=chair', press: ['nav-handback'], shown: 'sheet-code' },
  'settings': { as: 'as=expert', press: ['settings-open'], shown: 'settings' },
  'practice': { as: 'as=expert', press: ['practice-open'], shown: 'comment' },
  'a chair\'s panel': { as: 'as=chair', press: ['nav-panel'], shown: 'merge' },
  'progress': { as: 'as=organiser', press: [], shown: 'nav-merge' },
  'merging': { as: 'as=organiser', press: ['nav-merge'], shown: 'merge-choose' },
  'merging, seen by the supervisor': { as: 'as=supervisor', press: ['nav-merge'], shown: 'paper-code-E0203' },
};
/** Reached from the organiser's navigation. */
const PLACES = Object.keys(words.organiser.nav);

const RULES: axe.RunOptions = {
  runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'],
  rules: { 'color-contrast': { enabled: false }, 'target-size': { enabled: false }, 'document-title': { enabled: false }, 'html-has-lang': { enabled: false } },
};

async function open(search: string): Promise<UserEvent> {
  carryOver(fakeCarrier(search));
  act(() => { forgetAll(); forget(['start_look']); });
  saving.clear();
  render(<App />);
  await screen.findByTestId(search === '' ? 'start' : 'lock');
  return userEvent.setup();
}

async function press(user: UserEvent, shown: Screen): Promise<void> {
  for (const button of shown.press) await user.click(await screen.findByTestId(button));
  await screen.findByTestId(shown.shown);
  // Whatever follows the first answer.
  await act(() => new Promise((done) => { setTimeout(done, 300); }));
}

async function faults(): Promise<string[]> {
  // Nothing is drawn here, and working out the style of every element takes most of a minute: all count as seen.
  const seen = window.getComputedStyle(document.body);
  const spy = vi.spyOn(window, 'getComputedStyle').mockReturnValue(seen);
  const { violations } = await axe.run(document.body, RULES);
  spy.mockRestore();
  const told = violations.flatMap(({ id, help, nodes }) => nodes.map(({ html }) => `${id}: ${help}\n    ${html.slice(0, 260)}`));
  return [...told, ...twice(), ...bare()];
}

/** Labels and descriptions find the first of two elements of one id. */
function twice(): string[] {
  const ids = [...document.querySelectorAll('[id]')].map(({ id }) => id);
  // The selects of antd are all called so while testing.
  const own = ids.filter((id) => !id.startsWith('test-id'));
  return [...new Set(own.filter((id, at) => own.indexOf(id) !== at))].map((id) => `id twice: ${id}`);
}

/** Something to press that is no control: nobody without a mouse gets there. */
function bare(): string[] {
  const own = [...document.querySelectorAll<HTMLElement>('[data-testid]')].filter((element) => /^(?:span|div|li|td|tr)$/i.test(element.tagName) && element.onclick !== null && element.tabIndex < 0 && element.querySelector('button, a, input') === null);
  return own.map((element) => `no control: ${element.outerHTML.slice(0, 120)}`);
}

beforeEach(() => { window.innerWidth = 1366; window.innerHeight = 768; });

describe('everything has a name', () => {
  it.each(Object.keys(SCREENS))('%s', async (name) => {
    const shown = SCREENS[name];
    if (!shown) throw new Error(name);
    const user = await open(shown.as);
    await press(user, shown);
    expect(await faults()).toEqual([]);
  });

  it.each(PLACES)('the organiser\'s %s', async (place) => {
    const user = await open('as=organiser');
    await user.click(await screen.findByTestId(`nav-${place}`));
    await act(() => new Promise((done) => { setTimeout(done, 500); }));
    expect(await faults()).toEqual([]);
  });
});

describe('this test', () => {
  it('finds what has no name', async () => {
    render(<main><button type="button" /><input type="text" /><img src="x.png" /><p id="one" /><p id="one" /></main>);
    const found = (await faults()).map((fault) => fault.split(':')[0]);
    expect(found).toEqual(['button-name', 'image-alt', 'label', 'id twice']);
  });
});

describe('what changes is told', () => {
  it('says what is saved as it is saved, and what is refused at once', async () => {
    const user = await open('as=expert');
    // The desk opens where it was left, which other screens of this file decide.
    await user.click(await screen.findByTestId('nav-review'));
    expect((await screen.findByTestId('saved')).getAttribute('role')).toBe('status');
    const mark = await screen.findByTestId('score');
    await user.clear(mark);
    await user.type(mark, '99{Enter}');
    // Looked for by its role in the page itself: going through the roles of a whole desk takes longer than one waits for.
    await waitFor(() => { expect(document.querySelector('[role="alert"]')?.textContent).toContain('超出范围'); }, { timeout: 20_000 });
  });
});
