/** 自检: the named checks of the open desk, in words. */
import { Button } from 'antd';
import { useState } from 'react';
import type { Doctor } from '../../ipc/generated/Doctor';
import { useAct } from '../../ipc/useAct';
import { Glyph } from '../../shared/Glyph';
import { Sentence } from '../../shared/Sentence';
import { words } from '../../words';

const TEXT = words.everyday;

export function DoctorCard() {
  const [found, setFound] = useState<Doctor>();
  const run = useAct('doctor');
  const act = async () => { setFound(await run.act({})); };
  return (
    <section className="card" aria-label={TEXT.doctorTitle}>
      <h2>{TEXT.doctorTitle}</h2>
      <p className="secondary">{TEXT.doctorNote}</p>
      {found && <Found doctor={found} />}
      <Sentence problem={run.problem} />
      <div className="actions"><span className="grow" /><Button loading={run.busy} onClick={() => { void act(); }} data-testid="doctor">{TEXT.doctorRun}</Button></div>
    </section>
  );
}

function Found({ doctor: { checks } }: { doctor: Doctor }) {
  const ill = checks.filter(({ ok }) => !ok).length;
  return (
    <div role="status" data-testid="doctor-found">
      <p className={ill === 0 ? 'ok' : 'refused'}>{ill === 0 ? TEXT.doctorFine(checks.length) : TEXT.doctorIll(ill)}</p>
      <table className="lines"><tbody>{checks.map(({ name, ok, found }) => (
        <tr key={name}><td>{TEXT.doctorNames[name] ?? name}</td><td><span className={ok ? 'state tone-ok' : 'state tone-refused'}><Glyph name={ok ? 'ok' : 'reject'} />{ok ? TEXT.doctorOk : TEXT.doctorNot}</span></td><td className="secondary">{found}</td></tr>
      ))}</tbody></table>
    </div>
  );
}
