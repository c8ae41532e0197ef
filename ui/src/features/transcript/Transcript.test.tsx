import { fireEvent, render, screen } from '@testing-library/react';
import { beforeEach, describe, expect, it } from 'vitest';
import { carryOver } from '../../ipc/desk';
import { fakeCarrier } from '../../ipc/fake/carrier';
import { forgetAll } from '../../ipc/answers';
import { words } from '../../words';
import { TranscriptPage } from './TranscriptPage';

const put: unknown[] = [];

beforeEach(() => {
  forgetAll();
  put.length = 0;
  const carrier = fakeCarrier('?fake&as=organiser');
  const answer = carrier.answers.transcript_put;
  carrier.answers.transcript_put = (request: never) => { put.push(request); return answer?.(request); };
  carryOver(carrier);
});

async function open() {
  render(<TranscriptPage expert="E0207" onBack={() => undefined} />);
  return screen.findByTestId('paper-mark');
}

describe('typing a paper', () => {
  it('sends a cell when Enter leaves it and goes down', async () => {
    const field = await open();
    fireEvent.change(field, { target: { value: '３。5' } });
    fireEvent.keyDown(field, { key: 'Enter' });
    const next = await screen.findByTestId('paper-mark');
    expect(next.getAttribute('aria-label')).toMatch(/^002 /);
    expect(put).toEqual([{ expert: 'E0207', entry: '02-001', part: 'mark', criterion: 'A1', value: '3.5' }]);
  });

  it('does nothing with the keys of an input method', async () => {
    const field = await open();
    fireEvent.keyDown(field, { key: 'Enter', isComposing: true, keyCode: 229 });
    expect(screen.getByTestId('paper-mark').getAttribute('aria-label')).toMatch(/^001 /);
    expect(put).toEqual([]);
  });

  it('passes over a line that is not marked', async () => {
    await open();
    fireEvent.change(screen.getByTestId('paper-state-02-002'), { target: { value: 'recused' } });
    await screen.findByTestId('paper-reason-02-002');
    fireEvent.keyDown(screen.getByTestId('paper-mark'), { key: 'ArrowDown' });
    expect(screen.getByTestId('paper-mark').getAttribute('aria-label')).toMatch(/^003 /);
  });

  it('shows how far the other is and nothing of what they typed', async () => {
    await open();
    expect(screen.getByTestId('clerk-supervisor').textContent).toContain(words.transcript.clerk.complete);
    expect(screen.queryByTestId('transcript-sign')).toBeNull();
  });
});
