/** Every result that was signed, the latest first. */
import type { ResultVersion } from '../../ipc/generated/ResultVersion';
import { dayAndTime } from '../../shared/format';
import { Glyph } from '../../shared/Glyph';
import { words } from '../../words';

const TEXT = words.finalise;

export function Versions({ versions }: { versions: readonly ResultVersion[] }) {
  return (
    <section className="card tight" aria-label={TEXT.versionsTitle}>
      <h2>{TEXT.versionsTitle}</h2>
      <ul>{versions.map((one) => (
        <li key={one.version} className="open-item">
          <div className="open-line">
            <div className="two-lines grow"><span><b>{TEXT.version(one.version)}</b><span className="secondary">{words.common.dot}{TEXT.versionFacts(one.ranked, one.inputs)}</span></span>
              {one.reopened === null ? <small className="state tone-ok"><Glyph name="ok" />{TEXT.inForce}</small> : <small className="secondary">{TEXT.reopened(one.reopened)}</small>}
              <small className="secondary digest">{TEXT.digest(one.digest)}</small></div>
            <small className="secondary nowrap">{dayAndTime(one.at)}</small><b className="mono nowrap">{one.code}</b>
          </div>
        </li>
      ))}</ul>
    </section>
  );
}
