/** 计分规则: every choice with its sentence, its effect on the ranking as it stands, and adopting it by two people. */
import { Button } from 'antd';
import { useState } from 'react';
import type { LoginCard } from '../../ipc/generated/LoginCard';
import type { Role } from '../../ipc/generated/Role';
import type { RuleForm } from '../../ipc/generated/RuleForm';
import type { RuleLook } from '../../ipc/generated/RuleLook';
import type { RulePreview } from '../../ipc/generated/RulePreview';
import { useAct } from '../../ipc/useAct';
import { useAnswer } from '../../ipc/useAnswer';
import { Answered } from '../../shared/Answered';
import { Sentence } from '../../shared/Sentence';
import { type Agreed, TwoPeopleAct } from '../../shared/TwoPeople';
import { words } from '../../words';
import { Effect } from './Effect';
import { AwardsSection, OthersSection, RecommendationSection } from './RuleLists';
import { CountingSection, RoundsSection, TiesSection } from './RuleSections';

const TEXT = words.rules;
interface Props { role: Role; supervisors: readonly LoginCard[] }

export function RulePage(props: Props) {
  const shown = useAnswer('rule_look', {});
  return <Answered shown={shown}>{(look) => <Editor key={look.digest} look={look} {...props} />}</Answered>;
}

function Editor({ look, role, supervisors }: Props & { look: RuleLook }) {
  const [form, setForm] = useState(look.form);
  const [preview, setPreview] = useState<RulePreview>();
  const previewing = useAct('rule_preview');
  const adopting = useAct('rule_adopt');
  const draft = { form, text: null };
  const change = (next: RuleForm) => { setForm(next); setPreview(undefined); };
  const see = async () => { setPreview(await previewing.act(draft)); };
  const adopt = async (agreed: Agreed) => { if (preview) await adopting.act({ draft, digest: preview.digest, ...agreed }); };
  const section = { form, look, onChange: change };
  const ready = preview !== undefined && preview.faults.length === 0 && !preview.same;
  return (
    <div className="pane" data-testid="rule">
      <div className="page-head line"><h1>{TEXT.title}</h1><span className="secondary small" title={`${TEXT.digest} ${look.digest}`}>{TEXT.inForce(look.digest.slice(0, 16))}</span><span className="grow" />
        <Button disabled={form === look.form} onClick={() => { change(look.form); }}>{TEXT.back}</Button>
        <Button type={ready ? 'default' : 'primary'} loading={previewing.busy} onClick={() => { void see(); }} data-testid="rule-preview">{TEXT.preview}</Button></div>
      <div className="rule-body">
        <div className="rule-form">
          {look.letters !== '' && <p className="rule-notice small">{look.letters}</p>}
          {look.locked !== '' && <p className="rule-notice">{TEXT.lockedNote(look.locked)}</p>}
          <CountingSection {...section} /><TiesSection {...section} /><RoundsSection {...section} /><AwardsSection {...section} /><RecommendationSection {...section} /><OthersSection {...section} />
        </div>
        <div className="rule-side">
          <Sentence problem={previewing.problem} />
          {preview ? <Effect preview={preview} /> : <section className="card"><p className="secondary">{look.sentence}</p></section>}
          {ready && role === 'organiser' && look.locked === '' && <section className="card" aria-label={TEXT.adoptTitle}><h2>{TEXT.adoptTitle}</h2><p className="secondary small">{TEXT.adoptNote}</p>
            <Sentence problem={adopting.problem} />
            <TwoPeopleAct supervisors={supervisors} action={TEXT.adopt} ready={ready} busy={adopting.busy} onAgree={(agreed) => { void adopt(agreed); }} testId="rule-adopt" /></section>}
          {role !== 'organiser' && <p className="secondary small">{TEXT.readOnly}</p>}
          <details className="card"><summary>{TEXT.text}</summary><pre className="rule-text">{preview?.text !== undefined && preview.text !== '' ? preview.text : look.text}</pre></details>
        </div>
      </div>
    </div>
  );
}
