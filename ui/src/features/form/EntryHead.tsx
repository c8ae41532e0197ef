/** Head of the form: which entry, whose, which weights and why. */
import { Popover } from 'antd';
import type { CalibrationLook } from '../../ipc/generated/CalibrationLook';
import type { EntryLook } from '../../ipc/generated/EntryLook';
import { decimals, entryNumber } from '../../shared/format';
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
          <Popover trigger={['click', 'hover']} placement="bottomLeft" content={<Why look={look} />}><button type="button" className="plain info" aria-label={TEXT.profileWhy} data-testid="why">i</button></Popover>
        </span>
        {look.maximaDifferFrom !== null && <small className="note">{TEXT.differs(entryNumber(look.maximaDifferFrom))}</small>}
      </div>
      {look.calibration !== null && <Calibrating calibration={look.calibration} />}
      {look.sizeBasis && <div className="small secondary cut" title={look.sizeBasis}>{TEXT.basis(look.sizeBasis)}</div>}
      {roomy && look.topic && <div className="small secondary cut" title={look.topic}>{TEXT.topic(look.topic)}</div>}
    </header>
  );
}

/** What a calibration entry is, and what it may be compared with once all marks are given. */
function Calibrating({ calibration: { feedback, shown, remark } }: { calibration: CalibrationLook }) {
  return (
    <div className="small calibrating" data-testid="calibrating"><span className="tag-calibration">{words.expert.calibration}</span> {TEXT.calibrating}{feedback ? shown ? TEXT.calibrationShown : TEXT.calibrationLater : ''}
      {remark !== '' && <div className="secondary">{TEXT.calibrationRemark(remark)}</div>}
    </div>
  );
}

/** Size class, what it was decided by, the weights that follow and what they are. */
function Why({ look }: { look: EntryLook }) {
  const { row } = look;
  const maxima = look.groups.map(({ id, name, maximum, previousMaximum }) => (previousMaximum === null
    ? TEXT.whyMaximum(id, name, decimals(maximum, 0))
    : TEXT.whyMaximumBefore(id, name, decimals(maximum, 0), decimals(previousMaximum, 0))));
  return (
    <dl className="why" data-testid="why-text">
      <dt>{TEXT.why.size}</dt><dd>{row.sizeClass}</dd>
      {look.sizeBasis && <><dt>{TEXT.why.basis}</dt><dd>{look.sizeBasis}</dd></>}
      <dt>{TEXT.why.profile}</dt><dd>{row.profile}</dd>
      {look.profileNote && <><dt>{TEXT.why.note}</dt><dd>{look.profileNote}</dd></>}
      <dt>{TEXT.why.maxima}</dt><dd>{maxima.map((one) => <div key={one}>{one}</div>)}</dd>
    </dl>
  );
}
