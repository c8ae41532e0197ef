/** Why an expert is asked to look again, and who asked for it: the same two fields for one ticket and for many. */
import { Input } from 'antd';
import { words } from '../../words';

const TEXT = words.rereview;

export interface Said { reason: string; askedBy: string }

export const why = {
  empty: { reason: '', askedBy: '' } as Said,
  /** Whether a ticket can be signed with it. */
  enough: ({ reason }: Said) => reason.trim() !== '',
  /** As the desk wants it: nobody named is whoever signs. */
  said: ({ reason, askedBy }: Said) => ({ reason, askedBy: askedBy.trim() === '' ? null : askedBy }),
};

export function Why({ value, onChange }: { value: Said; onChange: (value: Said) => void }) {
  return (
    <>
      <label className="field"><span className="label">{TEXT.reason}</span><Input autoFocus value={value.reason} onChange={(event) => { onChange({ ...value, reason: event.target.value }); }} data-testid="rereview-reason" /></label>
      <label className="field"><span className="label">{TEXT.askedBy}</span><Input value={value.askedBy} placeholder={TEXT.askedByHint} onChange={(event) => { onChange({ ...value, askedBy: event.target.value }); }} data-testid="rereview-by" /></label>
    </>
  );
}
