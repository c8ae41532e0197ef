/** Signing the closing of a track, confirmed in place. */
import { Button } from 'antd';
import { useAct } from '../../ipc/useAct';
import { Sentence } from '../../shared/Sentence';
import { words } from '../../words';

export function Closing({ track, onClose }: { track: string; onClose: () => void }) {
  const sign = useAct('closing_sign');
  const act = () => { void sign.act({ track }).then((answer) => { if (answer) onClose(); }); };
  return (
    <div className="inline-bar"><span className="grow">{words.merge.closingNote}</span><Sentence problem={sign.problem} />
      <Button onClick={onClose}>{words.common.cancel}</Button><Button loading={sign.busy} onClick={act} data-testid="closing-confirm">{words.merge.closingConfirm}</Button></div>
  );
}
