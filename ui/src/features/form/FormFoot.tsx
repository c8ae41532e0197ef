/** Foot of the form, which never moves: the total, what is missing, the way on. */
import { Button } from 'antd';
import { forwardRef } from 'react';
import type { EntryLook } from '../../ipc/generated/EntryLook';
import type { Marks } from '../../shared/marks';
import { words } from '../../words';
import { missing, type Gap } from './walk';

const TEXT = words.form;

interface Props { look: EntryLook; marks: Marks; done: number; previous: string | undefined; next: string | undefined; onGo: (entry: string) => void; onMissing: (criterion: string) => void }

export const FormFoot = forwardRef<HTMLButtonElement, Props>(function FormFoot({ look, marks, done, previous, next, onGo, onMissing }, ref) {
  const judged = look.row.state !== 'recused' && look.row.state !== 'materialMissing';
  const lacks = judged && look.row.state !== 'untouched' ? missing(look.groups, marks.given, TEXT.missingGroup) : [];
  return (
    <footer className="form-foot">
      <div className="sum">
        <div>{TEXT.total}<b data-testid="total">{(judged ? look.row.total : null) ?? words.common.none}</b><span className="secondary">{TEXT.ofHundred}</span></div>
        <small className="secondary cut">
          {look.row.rank !== null && <span data-testid="rank">{TEXT.rank(look.row.rank, done)}</span>}
          {lacks.length > 0 && <span className="attention cut lacks" title={lacks.map(({ text }) => text).join(words.common.listJoin)}>{TEXT.provisional} <Lacks lacks={lacks} onMissing={onMissing} /></span>}
        </small>
      </div>
      <Button disabled={previous === undefined} onClick={() => { if (previous !== undefined) onGo(previous); }} data-testid="previous-entry">{TEXT.previous}<kbd>[</kbd></Button>
      <Button ref={ref} type="primary" disabled={next === undefined} onClick={() => { if (next !== undefined) onGo(next); }} data-testid="next-entry">{TEXT.next}<kbd>]</kbd></Button>
    </footer>
  );
});

/** A press goes to the first criterion of what is missing. */
function Lacks({ lacks, onMissing }: { lacks: readonly Gap[]; onMissing: (criterion: string) => void }) {
  return lacks.map(({ text, criterion }, index) => (
    <span key={criterion}>{index > 0 && words.common.listJoin}<button type="button" className="plain" aria-label={TEXT.goMissing(text)} onClick={() => { onMissing(criterion); }} data-testid={`missing-${criterion}`}>{text}</button></span>
  ));
}
