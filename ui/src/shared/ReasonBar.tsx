/** A decision with its reason: what is decided, the reason, the button. Nothing is decided without one. */
import { Button, Input } from 'antd';
import { useState, type ReactNode } from 'react';
import type { Refusal } from '../ipc/desk';
import { words } from '../words';
import { Sentence } from './Sentence';

interface Props { text: string; confirm: string; busy: boolean; problem: Refusal | undefined; ready?: boolean; onConfirm: (reason: string) => void; onClose?: () => void; children?: ReactNode; testId?: string }

export function ReasonBar({ text, confirm, busy, problem, ready = true, onConfirm, onClose, children, testId }: Props) {
  const [reason, setReason] = useState('');
  return (
    <section className="reason-bar" aria-label={text} data-testid={testId}>
      <p className="small">{text}</p>
      {children}
      <Input value={reason} maxLength={2000} aria-label={words.outcome.reason} placeholder={words.outcome.reasonHint} onChange={(event) => { setReason(event.target.value); }} />
      <Sentence problem={problem} />
      <div className="reason-actions">{onClose && <Button size="small" onClick={onClose}>{words.common.cancel}</Button>}
        <Button size="small" type="primary" loading={busy} disabled={!ready || reason.trim() === ''} onClick={() => { onConfirm(reason.trim()); }}>{confirm}</Button></div>
    </section>
  );
}
