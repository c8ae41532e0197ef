/** The files a contest is made from, and what checking them said. */
import { useState } from 'react';
import type { ContestCheck } from '../../ipc/generated/ContestCheck';
import type { ContestFiles } from '../../ipc/generated/ContestFiles';
import type { PickedFile } from '../../ipc/shell';
import { useAct, type Act } from '../../ipc/useAct';

export type Slot = 'entries' | 'experts' | 'rubric' | 'materials';

export interface Chosen {
  chosen: Partial<Record<Slot, PickedFile>>;
  choose: (slot: Slot, file: PickedFile) => void;
  /** Nothing until both workbooks are there. */
  request: ContestFiles | undefined;
  check: ContestCheck | undefined;
  checking: Act<'contest_check'>;
  run: () => void;
}

export function useContestFiles(): Chosen {
  const [chosen, setChosen] = useState<Partial<Record<Slot, PickedFile>>>({});
  const [check, setCheck] = useState<ContestCheck>();
  const checking = useAct('contest_check');
  const { entries, experts, rubric, materials } = chosen;
  const request = entries && experts ? { entries: entries.token, experts: experts.token, rubric: rubric?.token ?? null, materials: materials?.token ?? null } : undefined;
  return {
    chosen, request, check, checking,
    choose: (slot, file) => {
      setChosen((now) => ({ ...now, [slot]: file }));
      setCheck(undefined);
    },
    run: () => { if (request) void checking.act(request).then(setCheck); },
  };
}
