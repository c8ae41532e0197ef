/**
 * 代录: one clerk's own typing of a sheet that exists only on paper, and what comes after it.
 *
 * The one rule: nothing of what the other clerk typed is on this screen; a difference is told by its place alone.
 */
import { Button } from 'antd';
import { useState } from 'react';
import type { PaperField } from '../../ipc/generated/PaperField';
import type { TranscriptLook } from '../../ipc/generated/TranscriptLook';
import type { Written } from '../../ipc/generated/Written';
import { useAct } from '../../ipc/useAct';
import { useAnswer } from '../../ipc/useAnswer';
import { Answered } from '../../shared/Answered';
import { dayAndTime, entryNumber } from '../../shared/format';
import { Glyph } from '../../shared/Glyph';
import { pickTarget } from '../../shared/pick';
import { Sentence } from '../../shared/Sentence';
import { WrittenLine } from '../../shared/WrittenLine';
import { words } from '../../words';
import { PaperGrid } from './PaperGrid';
import { SignTranscript } from './SignTranscript';

const TEXT = words.transcript;

export function TranscriptPage({ expert, onBack }: { expert: string; onBack: () => void }) {
  const shown = useAnswer('transcript_look', { expert });
  return <Answered shown={shown}>{(look) => <Loaded key={look.expert} look={look} onBack={onBack} />}</Answered>;
}

function Loaded({ look, onBack }: { look: TranscriptLook; onBack: () => void }) {
  const [goTo, setGoTo] = useState<PaperField>();
  return (
    <div className="pane" data-testid="transcript">
      <div className="page-head line"><button type="button" className="link" onClick={onBack} data-testid="transcript-back">{TEXT.back}</button><h1>{TEXT.title(look.name)}</h1><Clerks look={look} /><span className="grow" /><small className="secondary cut">{TEXT.note}</small></div>
      <div className="transcript">
        <PaperGrid look={look} goTo={goTo} />
        <section className="transcript-side" aria-label={TEXT.title(look.name)}>
          {look.again.length > 0 && <Again fields={look.again} onGo={setGoTo} />}
          <Next look={look} />
        </section>
      </div>
    </div>
  );
}

function Clerks({ look }: { look: TranscriptLook }) {
  return <>{look.clerks.map((clerk) => (
    <span key={clerk.id} className="state nowrap" data-testid={`clerk-${clerk.id}`}><Glyph name={clerk.complete ? 'full' : clerk.begun ? 'half' : 'wait'} /><span>{clerk.name}{clerk.me && TEXT.clerk.me} {clerk.complete ? TEXT.clerk.complete : clerk.begun ? TEXT.clerk.begun : TEXT.clerk.none}</span></span>
  ))}</>;
}

function Again({ fields, onGo }: { fields: readonly PaperField[]; onGo: (field: PaperField) => void }) {
  return (
    <section className="card tight" data-testid="transcript-again">
      <h2>{TEXT.againTitle(fields.length)}</h2>
      <ul className="again-list">{fields.map((field) => (
        <li key={`${field.entry} ${field.part} ${field.criterion ?? ''}`}><button type="button" className="plain line" onClick={() => { onGo({ ...field }); }}><small className="number secondary">{entryNumber(field.entry)}</small><span className="cut grow">{field.title}</span><span className="attention nowrap">{field.name}</span></button></li>
      ))}</ul>
    </section>
  );
}

function Next({ look }: { look: TranscriptLook }) {
  const compare = useAct('transcript_compare');
  const other = look.clerks.find(({ me, begun }) => !me && begun) ?? look.clerks.find(({ me }) => !me);
  return (
    <section className="card">
      {look.step === 'type' && <p role="status">{TEXT.missing(look.missing)}<br /><small className="secondary">{TEXT.keys}</small></p>}
      {look.step === 'waitOther' && <p role="status">{TEXT.waitOther(other?.name ?? '')}</p>}
      {look.step === 'compare' && <><p>{TEXT.compareNote}</p><Sentence problem={compare.problem} /><div className="actions"><span className="grow" /><Button type="primary" loading={compare.busy} onClick={() => { void compare.act({ expert: look.expert }); }} data-testid="transcript-compare">{TEXT.compare}</Button></div></>}
      {look.step === 'sign' && other && <SignTranscript expert={look.expert} me={look.clerks.find(({ me }) => me)?.name ?? ''} other={other} />}
      {look.signed && <Signed look={look} />}
    </section>
  );
}

function Signed({ look }: { look: TranscriptLook }) {
  const [written, setWritten] = useState<Written>();
  const save = useAct('transcript_save');
  const act = async () => {
    const target = await pickTarget(TEXT.save, TEXT.saveName(look.name));
    if (target !== undefined) setWritten(await save.act({ expert: look.expert, target }));
  };
  if (!look.signed) return null;
  return (
    <>
      <p className="state tone-ok"><Glyph name="ok" /><b>{TEXT.signed(look.signed.seq, look.signed.clerks.join(words.common.listJoin), dayAndTime(look.signed.at))}</b></p>
      <p className="big-code">{look.signed.code}</p>
      <p className="small secondary">{TEXT.signedNote}</p>
      <Sentence problem={save.problem} /><WrittenLine written={written} />
      <div className="actions"><small className="secondary">{TEXT.saved}</small><span className="grow" /><Button loading={save.busy} onClick={() => { void act(); }} data-testid="transcript-save">{TEXT.save}</Button></div>
    </>
  );
}
