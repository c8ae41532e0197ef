/** 自动锁定, 外观 and 显示大小: the things a person may set. */
import { Radio } from 'antd';
import { amendAnswer, useAnswer } from '../../ipc/useAnswer';
import { useAct } from '../../ipc/useAct';
import { Sentence } from '../../shared/Sentence';
import type { Mode } from '../../shared/theme';
import { useZoom } from '../../shared/useZoom';
import { zoom, ZOOMS } from '../../shared/zoom';
import { words } from '../../words';

const TEXT = words.everyday;
const MINUTES = [5, 10, 30, 0] as const;

export function LockCard({ mode, onMode }: { mode: Mode; onMode: () => void }) {
  const { answer, problem } = useAnswer('settings_look', {});
  const put = useAct('settings_put');
  const percent = useZoom();
  const choose = async (idleMinutes: number) => {
    if (!answer) return;
    const next = await put.act({ ...answer, idleMinutes });
    if (next) amendAnswer('settings_look', {}, () => next);
  };
  return (
    <section className="card" aria-label={TEXT.lockTitle}>
      <h2>{TEXT.lockTitle}</h2>
      <p className="secondary">{TEXT.lockNote}</p>
      <Radio.Group value={answer?.idleMinutes} disabled={put.busy} onChange={(event) => { void choose(event.target.value as number); }} data-testid="idle-minutes"
        options={MINUTES.map((minutes) => ({ value: minutes, label: TEXT.lockMinutes(minutes) }))} />
      <Sentence problem={put.problem ?? problem} />
      <h2 className="next">{TEXT.lookTitle}</h2>
      <p className="secondary">{TEXT.lookNote}</p>
      <Radio.Group value={mode} onChange={() => { onMode(); }} data-testid="mode" options={[{ value: 'light', label: words.common.themeLight }, { value: 'dark', label: words.common.themeDark }]} />
      <h2 className="next">{TEXT.zoomTitle}</h2>
      <p className="secondary">{TEXT.zoomNote}</p>
      <Radio.Group value={percent} onChange={(event) => { void zoom.choose(event.target.value as number); }} data-testid="zoom" options={ZOOMS.map((value) => ({ value, label: TEXT.zoomPercent(value) }))} />
    </section>
  );
}
