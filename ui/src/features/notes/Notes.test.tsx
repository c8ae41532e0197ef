import { act, fireEvent, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { forgetAll } from '../../ipc/answers';
import { carryOver } from '../../ipc/desk';
import { fakeCarrier } from '../../ipc/fake/carrier';
import type { NotePut } from '../../ipc/generated/NotePut';
import { useAnswer } from '../../ipc/useAnswer';
import { useEvidence } from '../../shared/evidence';
import { useOverlay, type PageSelection } from '../../shared/overlay';
import { GoToContext, type ReadingPlace } from '../../shared/place';
import { NotesProvider } from './NotesProvider';

const ENTRY = '01-041';
const goTo = vi.fn();
const put = vi.fn();
let select: ((selection: PageSelection | undefined) => void) | undefined;
let form = '';
let where: ReadingPlace;

/** What reader and form make of the notes, without either. */
function Bench() {
  const overlay = useOverlay();
  const evidence = useEvidence();
  const { marking } = evidence;
  select = overlay.onSelect;
  return (
    <>
      <div data-testid="page">{overlay.renderPage?.(form, 0)}</div>
      <div>{overlay.renderTools?.(() => where)}</div>
      <button type="button" onClick={() => { marking('B4'); }}>marking</button>
      {evidence.under('B4')}
      {evidence.count('C1')}
      {evidence.list()}
      {evidence.cited('〔申报书 p.14〕')}
      <output data-testid="citation">{evidence.citation()}</output>
      <input data-score="" aria-label="mark" />
      <textarea aria-label="text" />
    </>
  );
}

function Shown() {
  const { answer } = useAnswer('entry_look', { entry: ENTRY });
  form = answer?.materials.find(({ kind }) => kind === 'applicationForm')?.id ?? '';
  where = { material: form, page: 4 };
  return answer ? <NotesProvider look={answer}><Bench /></NotesProvider> : null;
}

async function open({ signed = false } = {}) {
  const carrier = fakeCarrier('as=expert');
  const answers = carrier.answers as Record<string, (request: never) => unknown>;
  const real = answers['note_put'];
  put.mockImplementation((request: NotePut) => real?.(request as never));
  answers['note_put'] = put;
  if (signed) answers['sheet_sign']?.({ passphrase: 'demo' } as never);
  carryOver(carrier);
  forgetAll();
  render(<GoToContext value={goTo}><Shown /></GoToContext>);
  await screen.findByTestId('evidence-n1');
  const user = userEvent.setup();
  await user.click(screen.getByText('marking'));
  return user;
}

const words = (): PageSelection => ({ kind: 'words', material: form, page: 7, boxes: [{ left: 1, top: 2, right: 3, bottom: 4 }], quote: '年节约成本', anchor: { x: 10, y: 10 } });

describe('notes', () => {
  beforeEach(() => { goTo.mockClear(); put.mockReset(); });

  it('tell private and attached apart by shape and text, on the page and in the list', async () => {
    const user = await open();
    const [attached] = screen.getAllByTestId('note-mark-n1');
    const secret = screen.getByTestId('note-mark-n2');
    expect([attached?.className, attached?.textContent]).toEqual(['plain note-mark words attached', 'B4']);
    expect([secret.className, secret.textContent]).toEqual(['plain note-mark area private', '私']);
    await user.click(screen.getByTestId('notes-open'));
    expect(screen.getByTestId('note-n2').textContent).toContain('私');
  });

  it('are chips under their criterion that lead back', async () => {
    const user = await open();
    expect(screen.getByTestId('evidence').textContent).toContain('p.14');
    await user.click(screen.getByTestId('evidence-n3'));
    expect(goTo).toHaveBeenCalledWith(ENTRY, undefined, { material: form, page: 13 });
    expect(screen.queryByTestId('evidence-n2')).toBeNull();
  });

  it('are attached to the criterion being marked only when that is asked for', async () => {
    const user = await open();
    act(() => { select?.(words()); });
    await user.click(screen.getByTestId('note-from-words'));
    await user.type(screen.getByTestId('note-text'), '可佐证');
    await user.click(screen.getByTestId('note-save'));
    expect(put.mock.lastCall?.[0]).toMatchObject({ id: null, entry: ENTRY, page: 7, quote: '年节约成本', text: '可佐证', attached: false, criterion: null });
    act(() => { select?.(words()); });
    await user.click(screen.getByTestId('evidence-from-words'));
    expect(put.mock.lastCall?.[0]).toMatchObject({ attached: true, criterion: 'B4' });
    expect(screen.queryByTestId('selection-bar')).toBeNull();
  });

  it('begin with N where one is, in a mark too, but never in a text or while composing', async () => {
    const user = await open();
    fireEvent.keyDown(screen.getByLabelText('text'), { code: 'KeyN', key: 'n' });
    fireEvent.keyDown(document.body, { code: 'KeyN', key: 'n', isComposing: true });
    fireEvent.keyDown(document.body, { code: 'KeyN', key: 'Process', keyCode: 229 });
    fireEvent.keyDown(document.body, { code: 'KeyN', key: 'n', ctrlKey: true });
    expect(screen.queryByTestId('note-editor')).toBeNull();
    screen.getByLabelText('mark').focus();
    fireEvent.keyDown(screen.getByLabelText('mark'), { code: 'KeyN', key: 'ん' });
    expect(screen.getByTestId('note-editor').textContent).toContain('p.5');
    await user.keyboard('看图三{Control>}{Enter}{/Control}');
    expect(put.mock.lastCall?.[0]).toMatchObject({ page: 4, boxes: [], text: '看图三', attached: false });
    await waitFor(() => { expect(screen.queryByTestId('note-editor')).toBeNull(); });
    expect(document.activeElement).toBe(screen.getByLabelText('mark'));
  });

  it('can be taken from a criterion again', async () => {
    const user = await open();
    await user.click(screen.getByTestId('detach-n1'));
    await waitFor(() => { expect(screen.queryByTestId('evidence-n1')).toBeNull(); });
    expect(screen.getAllByTestId('note-mark-n1')[0]?.textContent).toBe('私');
  });

  it('keep what was typed when saving is refused, with the desk\'s sentence', async () => {
    const user = await open();
    put.mockImplementation(() => { throw { code: 'evidenceTooMuch', params: {}, sentence: '附入评分表的依据过多。' }; });
    await user.click(screen.getByTestId('note-here'));
    await user.type(screen.getByTestId('note-text'), '第一百零一条');
    await user.click(screen.getByTestId('note-save'));
    expect((await screen.findAllByText(/附入评分表的依据过多/)).length).toBeGreaterThan(0);
    expect(screen.getByTestId<HTMLTextAreaElement>('note-text').value).toBe('第一百零一条');
  });

  it('are only looked at once signed when attached, and go on being written when private', async () => {
    const user = await open({ signed: true });
    expect(screen.queryByTestId('detach-n1')).toBeNull();
    expect(screen.queryByTestId('evidence-here')).toBeNull();
    await user.click(screen.getAllByTestId('note-mark-n1')[0] ?? document.body);
    expect(screen.queryByTestId('note-save')).toBeNull();
    await user.keyboard('{Escape}');
    await user.click(screen.getByTestId('note-mark-n2'));
    await user.type(screen.getByTestId('note-text'), '，再看');
    await user.click(screen.getByTestId('note-save'));
    expect(put.mock.lastCall?.[0]).toMatchObject({ id: 'n2', attached: false });
  });

  it('cite where one is, and what a comment cites leads back', async () => {
    const user = await open();
    expect(screen.getByTestId('citation').textContent).toMatch(/^〔.+ p\.5〕$/);
    const cited = screen.queryByTestId('cited-申报书 p.14');
    if (cited) await user.click(cited);
    expect(cited).not.toBeNull();
    expect(goTo).toHaveBeenCalledWith(ENTRY, undefined, { material: form, page: 13 });
  });
});
