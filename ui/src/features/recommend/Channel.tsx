/** 其他赛事推荐: entries that reach the final through other contests, so that nobody comes in twice. */
import { Button, Input, Select } from 'antd';
import { useState } from 'react';
import type { RecommendationLook } from '../../ipc/generated/RecommendationLook';
import { useAct } from '../../ipc/useAct';
import { useAnswer } from '../../ipc/useAnswer';
import { Sentence } from '../../shared/Sentence';
import { words } from '../../words';

const TEXT = words.outcome;
const NOTHING = { contest: '', title: '', entrant: '' };

export function Channel({ look, writes }: { look: RecommendationLook; writes: boolean }) {
  const put = useAct('channel_put');
  return (
    <div className="outcome-body">
      <section className="card"><h2>{TEXT.channel}</h2><p className="secondary small">{TEXT.channelNote}</p>
        {look.channel.length === 0 && <p className="secondary">{TEXT.channelNone}</p>}
        {look.channel.map((line) => (
          <div key={line.no} className="outcome-line"><b className="cut">{line.title}</b><small className="secondary cut">{line.entrant}</small><small>{line.track}</small><span className="cut">{line.contest}</span>{line.clash !== '' && <span className="attention">{line.clash}</span>}<span className="grow" />
            {writes && <button type="button" className="link small" onClick={() => { void put.act({ ...NOTHING, remove: line.no, track: '' }); }}>{TEXT.remove}</button>}</div>
        ))}
        <Sentence problem={put.problem} />
      </section>
      {writes && <Add />}
    </div>
  );
}

function Add() {
  const { answer } = useAnswer('results_look', { track: null });
  const [form, setForm] = useState(NOTHING);
  const [track, setTrack] = useState<string>();
  const put = useAct('channel_put');
  const field = (key: keyof typeof NOTHING, label: string) => <label className="field"><span className="label">{label}</span><Input value={form[key]} onChange={(event) => { setForm({ ...form, [key]: event.target.value }); }} /></label>;
  const ready = track !== undefined && Object.values(form).every((text) => text.trim() !== '');
  const act = () => { if (track !== undefined) void put.act({ ...form, remove: null, track }).then((answered) => { if (answered) setForm({ ...NOTHING, contest: form.contest }); }); };
  return (
    <section className="card"><h2>{TEXT.channelAdd}</h2>
      {field('contest', TEXT.channelContest)}{field('title', TEXT.channelTitle)}{field('entrant', TEXT.channelEntrant)}
      <label className="field"><span className="label">{TEXT.channelTrack}</span><Select className="wide" value={track} onChange={setTrack} options={answer?.tracks.map(({ id, name }) => ({ value: id, label: name })) ?? []} /></label>
      <Sentence problem={put.problem} />
      <div className="actions"><span className="grow" /><Button type="primary" disabled={!ready} loading={put.busy} onClick={act}>{TEXT.channelAdd}</Button></div>
    </section>
  );
}
