/** The line above the foot, always in the same place: taking back, what was just taken back, the history, the keys. */
import { words } from '../../words';
import { HistoryButton } from './HistoryButton';
import { useTold, type Way } from './undo';

const TEXT = words.form;

interface Props { entry: string; readOnly: boolean; help: boolean; onMove: (way: Way) => void; onHelp: () => void }

export function ToolsLine({ entry, readOnly, help, onMove, onHelp }: Props) {
  const told = useTold();
  return (
    <div className="tools-line">
      {!readOnly && <button type="button" className="link small" title={TEXT.undoTitle} onClick={() => { onMove('undo'); }} data-testid="undo">{TEXT.undo}</button>}
      {!readOnly && <button type="button" className="link small" title={TEXT.redoTitle} onClick={() => { onMove('redo'); }} data-testid="redo">{TEXT.redo}</button>}
      <span className="grow cut small secondary" role="status" title={told} data-testid="told">{told}</span>
      <HistoryButton entry={entry} criterion={null} label={TEXT.history} />
      <button type="button" className="link small" aria-expanded={help} onClick={onHelp} data-testid="keys-open">{TEXT.helpOpen} <kbd>?</kbd></button>
    </div>
  );
}
