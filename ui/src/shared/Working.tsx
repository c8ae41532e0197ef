/** Progress of long work in words, with 取消. */
import { Button, Progress as Bar } from 'antd';
import { useEffect, useRef, useState } from 'react';
import type { Progress } from '../ipc/generated/Progress';
import { words } from '../words';

interface Props { what: string; progress: Progress | undefined; cancel?: () => void }

export function Working({ what, progress, cancel }: Props) {
  const [cancelling, setCancelling] = useState(false);
  const minutes = useRemaining(progress);
  const text = progress ? words.common.progress(progress.what, progress.done, progress.total, progress.unit) : what;
  const percent = progress && progress.total > 0 ? Math.floor((100 * progress.done) / progress.total) : 0;
  return (
    <div className="working" role="status" data-testid="working">
      <span className="nowrap">{text}{minutes !== undefined && `${words.common.dot}${words.common.remaining(minutes)}`}</span>
      <Bar percent={percent} aria-label={text} showInfo={false} size="small" className="grow" />
      {cancel && <Button size="small" disabled={cancelling} onClick={() => { setCancelling(true); cancel(); }}>{cancelling ? words.common.cancelling : words.common.cancel}</Button>}
    </div>
  );
}

/** Minutes left at the pace so far; nothing in the first two seconds, when the pace says little. */
function useRemaining(progress: Progress | undefined): number | undefined {
  const start = useRef<{ at: number; done: number }>(undefined);
  const [minutes, setMinutes] = useState<number>();
  useEffect(() => {
    if (!progress) return;
    const now = performance.now();
    start.current ??= { at: now, done: progress.done };
    const gone = now - start.current.at;
    const made = progress.done - start.current.done;
    if (gone > 2000 && made > 0) setMinutes(Math.floor(((progress.total - progress.done) * gone) / made / 60_000));
  }, [progress]);
  return minutes;
}
