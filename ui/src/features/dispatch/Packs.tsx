/** Material packs, one per track. */
import { Button, Table } from 'antd';
import { useState } from 'react';
import type { DispatchTrack } from '../../ipc/generated/DispatchTrack';
import type { PacksBuilt } from '../../ipc/generated/PacksBuilt';
import { useAct } from '../../ipc/useAct';
import { bytes } from '../../shared/format';
import { pickFolder } from '../../shared/pick';
import { Sentence } from '../../shared/Sentence';
import { Working } from '../../shared/Working';
import { words } from '../../words';

const TEXT = words.organiser;
const COLUMNS = TEXT.packColumns;

export function Packs({ tracks, may }: { tracks: DispatchTrack[]; may: boolean }) {
  const [chosen, setChosen] = useState<string[]>([]);
  const [built, setBuilt] = useState<PacksBuilt>();
  const build = useAct('packs_build');
  const missing = tracks.some(({ volumes }) => volumes.length === 0);
  const act = async () => {
    const folder = await pickFolder(TEXT.packsFolder);
    if (folder) setBuilt(await build.act({ tracks: chosen, folder: folder.token }));
  };
  return (
    <section className="card">
      <div className="row"><h2 className="grow">{TEXT.packsTitle}</h2>
        {may && <Button type={missing ? 'primary' : 'default'} disabled={build.busy} onClick={() => { void act(); }} data-testid="packs-build">{chosen.length > 0 ? TEXT.packsBuildSelected(chosen.length) : TEXT.packsBuild}</Button>}</div>
      <p className="secondary small">{TEXT.packsNote}</p>
      {build.busy && <Working what={TEXT.packing} progress={build.progress} cancel={build.cancel} />}
      <Sentence problem={build.problem} />
      {built && <div role="status"><p className="ok">{TEXT.packsDone(built.files.length, bytes(built.bytes))}</p>{built.problems.map((problem) => <p key={problem} className="attention">{problem}</p>)}</div>}
      <Table<DispatchTrack> size="small" rowKey="id" dataSource={tracks} pagination={false}
        {...(may ? { rowSelection: { selectedRowKeys: chosen, onChange: (keys: React.Key[]) => { setChosen(keys.map(String)); } } } : {})}
        columns={[
          { title: COLUMNS.track, dataIndex: 'name' },
          { title: COLUMNS.entries, dataIndex: 'entries', width: 96, align: 'right' },
          { title: COLUMNS.materials, dataIndex: 'materials', width: 96, align: 'right' },
          { title: COLUMNS.bytes, dataIndex: 'bytes', width: 110, align: 'right', render: (count: number) => bytes(count) },
          { title: COLUMNS.volumes, dataIndex: 'volumes', width: 320, render: (volumes: string[]) => (volumes.length === 0 ? <span className="secondary">{TEXT.notBuilt}</span> : <div className="two-lines"><span>{TEXT.volumes(volumes.length)}</span><small className="secondary cut" title={volumes.join('\n')}>{volumes.join(words.common.listJoin)}</small></div>) },
        ]} />
    </section>
  );
}
