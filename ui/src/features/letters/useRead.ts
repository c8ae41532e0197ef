/** Says that the changes were read; the line goes, the list stays. */
import { useAct } from '../../ipc/useAct';
import { amendAnswer } from '../../ipc/useAnswer';

export function useRead(): () => Promise<void> {
  const { act } = useAct('letter_changes_read');
  return async () => {
    const next = await act({});
    if (next) amendAnswer('letter_changes', {}, () => next);
  };
}
