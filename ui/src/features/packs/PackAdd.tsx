/** Adding material packs: files or the folder they are in, copied or used in place. */
import { Button, Radio } from 'antd';
import { useEffect, useState } from 'react';
import { forget } from '../../ipc/answers';
import type { Keep } from '../../ipc/generated/Keep';
import type { PackAdded } from '../../ipc/generated/PackAdded';
import { useAct } from '../../ipc/useAct';
import { pickFiles, pickFolder } from '../../shared/pick';
import { Sentence } from '../../shared/Sentence';
import { Working } from '../../shared/Working';
import { words } from '../../words';

const TEXT = words.expert;

export function PackAdd({ text }: { text: string }) {
  const [keep, setKeep] = useState<Keep>('copy');
  const [added, setAdded] = useState<PackAdded>();
  const add = useAct('pack_add');
  const volume = add.progress?.what;
  // What the volumes before this one brought is there already: whoever indexes looks again and begins with it.
  useEffect(() => { if (volume !== undefined) forget(['index_look']); }, [volume]);
  const act = async (packs: string[]) => {
    if (packs.length === 0) return;
    setAdded(undefined);
    setAdded(await add.act({ packs, keep }));
  };
  const files = async () => { await act((await pickFiles({ title: TEXT.packPickFiles, kind: TEXT.packKind, endings: ['jurymat'], many: true })).map(({ token }) => token)); };
  const folder = async () => {
    const chosen = await pickFolder(TEXT.packPickFolder);
    await act(chosen ? [chosen.token] : []);
  };
  return (
    <div className="pack-add panel">
      <p>{text}</p>
      <div className="row"><span className="secondary">{TEXT.packKeep}</span>
        <Radio.Group value={keep} onChange={(event) => { setKeep(event.target.value as Keep); }} options={[{ value: 'copy', label: TEXT.packCopy }, { value: 'inPlace', label: TEXT.packInPlace }]} />
      </div>
      {add.busy
        ? <Working what={TEXT.packAdd} progress={add.progress} cancel={add.cancel} />
        : <div className="row"><Button onClick={() => { void files(); }} data-testid="pack-add">{TEXT.packAdd}</Button><Button onClick={() => { void folder(); }} data-testid="pack-folder">{TEXT.packPickFolder}</Button></div>}
      <Sentence problem={add.problem} />
      {added && <Added added={added} />}
    </div>
  );
}

function Added({ added }: { added: PackAdded }) {
  return (
    <div role="status">
      {added.volumes > 0 && <p className="ok">{TEXT.packDone(added.present, added.total)}</p>}
      {added.missing.length > 0 && <p className="attention">{added.missing.join(words.common.listJoin)}</p>}
      {added.problems.map((problem) => <p key={problem} className="refused">{problem}</p>)}
    </div>
  );
}
