/** Head of the form: which entry, whose, which weights and why. */
import { Popover } from 'antd';
import type { EntryLook } from '../../ipc/generated/EntryLook';
import { entryNumber } from '../../shared/format';
import { words } from '../../words';

const TEXT = words.form;

export function EntryHead({ look, roomy }: { look: EntryLook; roomy: boolean }) {
  const { row } = look;
  return (
    <header className="entry-head">
      <h1 title={row.title} data-testid="entry-title"><b>{entryNumber(row.id)}</b>{row.title}</h1>
      <div className="small secondary pair"><span className="cut" title={row.entrant}>{TEXT.entrant(row.entrant)}</span><span className="nowrap">{look.rubricLabel}</span></div>
      <div className="pair plan">
        <span className="cut">{TEXT.size(row.sizeClass, row.profile)}
          {look.profileNote && <Popover trigger={['click', 'hover']} placement="bottomLeft" content={<p className="note-body">{look.profileNote}</p>}><button type="button" className="plain info" aria-label={TEXT.profileWhy}>i</button></Popover>}
        </span>
        {look.maximaDifferFrom !== null && <small className="note">{TEXT.differs(entryNumber(look.maximaDifferFrom))}</small>}
      </div>
      {look.sizeBasis && <div className="small secondary cut" title={look.sizeBasis}>{TEXT.basis(look.sizeBasis)}</div>}
      {roomy && look.topic && <div className="small secondary cut" title={look.topic}>{TEXT.topic(look.topic)}</div>}
    </header>
  );
}
