/** First step: choose the files and see everything that is wrong with them. */
import { Button } from 'antd';
import type { ReactNode } from 'react';
import type { ContestCheck } from '../../ipc/generated/ContestCheck';
import { FileField } from '../../shared/FileField';
import { bytes } from '../../shared/format';
import { Glyph } from '../../shared/Glyph';
import { pickFile, pickFolder } from '../../shared/pick';
import { Sentence } from '../../shared/Sentence';
import { Working } from '../../shared/Working';
import { words } from '../../words';
import type { Chosen, Slot } from './useContestFiles';

const TEXT = words.start;
const BOOKS: readonly { slot: Slot; label: string; note: string }[] = [
  { slot: 'entries', label: TEXT.entriesBook, note: TEXT.required },
  { slot: 'experts', label: TEXT.expertsBook, note: TEXT.required },
  { slot: 'rubric', label: TEXT.rubricBook, note: TEXT.rubricNote },
];

interface Props { files: Chosen; back: ReactNode; onNext: () => void }

export function Files({ files, back, onNext }: Props) {
  const { check, checking } = files;
  const sound = check !== undefined && check.faults.length === 0;
  return (
    <>
      {BOOKS.map(({ slot, label, note }) => (
        <FileField key={slot} label={label} note={note} chosen={files.chosen[slot]} testId={`file-${slot}`}
          onChosen={(file) => { files.choose(slot, file); }} choose={() => pickFile(label, TEXT.workbook, ['xlsx', 'csv'])} />
      ))}
      <FileField label={TEXT.materialsFolder} note={TEXT.materialsNote} chosen={files.chosen.materials} folder testId="file-materials"
        onChosen={(file) => { files.choose('materials', file); }} choose={() => pickFolder(TEXT.materialsFolder)} />
      <Sentence problem={checking.problem} />
      {checking.busy && <Working what={TEXT.checking} progress={checking.progress} cancel={checking.cancel} />}
      {check ? <Check check={check} /> : <p className="secondary">{TEXT.checkFirst}</p>}
      <div className="actions">{back}<span className="grow" />
        <Button type={sound ? 'default' : 'primary'} disabled={!files.request} loading={checking.busy} onClick={files.run} data-testid="contest-check">{TEXT.check}</Button>
        {sound && <Button type="primary" onClick={onNext} data-testid="contest-next">{words.common.next}</Button>}
      </div>
    </>
  );
}

function Check({ check }: { check: ContestCheck }) {
  const { counts } = TEXT;
  const facts = [
    [counts.entries, `${String(check.entries)} ${TEXT.unitEntries}`],
    ...(check.calibration > 0 ? [[counts.calibration, `${String(check.calibration)} ${TEXT.unitEntries}`] as const] : []),
    [counts.experts, `${String(check.experts)} ${TEXT.unitExperts}`],
    [counts.tracks, `${String(check.tracks.length)} ${TEXT.unitTracks}`],
    [counts.materials, `${String(check.materials)} ${TEXT.unitMaterials}`],
    [counts.bytes, bytes(check.bytes)],
  ] as const;
  return (
    <div data-testid="check">
      <dl className="facts">{facts.map(([name, value]) => <div key={name}><dt>{name}</dt><dd>{value}</dd></div>)}</dl>
      {check.faults.length === 0 ? <p className="state tone-ok"><Glyph name="ok" />{TEXT.checkOk}</p> : <p className="attention">{TEXT.faults(check.faults.length)}</p>}
      {check.faults.length > 0 && <Sentences head={TEXT.faultsHead} sentences={check.faults} />}
      {check.remarks.length > 0 && <Sentences head={TEXT.remarks} sentences={check.remarks} />}
    </div>
  );
}

function Sentences({ head, sentences }: { head: string; sentences: readonly string[] }) {
  return (
    <div className="scroll-box"><table className="lines">
      <thead><tr><th className="right">{TEXT.lineOf}</th><th>{head}</th></tr></thead>
      <tbody>{sentences.map((sentence, index) => <tr key={`${String(index)} ${sentence}`}><td className="right secondary">{index + 1}</td><td>{sentence}</td></tr>)}</tbody>
    </table></div>
  );
}
