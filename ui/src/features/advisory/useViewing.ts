/**
 * One viewing of a track's figures: asked once when the page comes, the track changes or a line is tried.
 *
 * Not the store of answers: every question is a viewing, and the desk logs it. The one rule: whoever leaves gives the work up.
 */
import { useCallback, useEffect, useState } from 'react';
import type { AdvisoryLook } from '../../ipc/generated/AdvisoryLook';
import { useAct } from '../../ipc/useAct';

export function useViewing(track: string | null) {
  const { act, cancel, busy, progress, problem } = useAct('advisory_look');
  const [look, setLook] = useState<AdvisoryLook>();
  /** A line tried belongs to the track it was tried on. */
  const [tried, setTried] = useState<{ track: string | null; line: number }>();
  const line = tried !== undefined && tried.track === track ? tried.line : null;
  const [round, setRound] = useState(0);
  useEffect(() => {
    let wanted = true;
    void act({ track, line }).then((answer) => { if (wanted && answer) setLook(answer); });
    return () => {
      wanted = false;
      cancel();
    };
  }, [act, cancel, track, line, round]);
  const tryLine = useCallback((after: number) => { setTried({ track, line: after }); }, [track]);
  const again = useCallback(() => { setRound((now) => now + 1); }, []);
  return { look, busy, progress, problem, cancel, again, line, tryLine };
}
