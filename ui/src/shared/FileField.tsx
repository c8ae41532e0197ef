/** A row to choose one file or folder: label, what was chosen, the button. */
import { Button } from 'antd';
import type { PickedFile } from '../ipc/shell';
import { words } from '../words';
import { bytes } from './format';

interface Props {
  label: string;
  note?: string;
  chosen: PickedFile | undefined;
  choose: () => Promise<PickedFile | undefined>;
  onChosen: (file: PickedFile) => void;
  folder?: boolean;
  testId: string;
}

export function FileField({ label, note, chosen, choose, onChosen, folder, testId }: Props) {
  const pick = () => { void choose().then((file) => { if (file) onChosen(file); }, () => undefined); };
  const button = chosen ? words.common.chooseAgain : folder ? words.common.chooseFolder : words.common.choose;
  return (
    <div className="file-field" data-testid={testId}>
      <span className="label">{label}{note && <small className="secondary">{note}</small>}</span>
      <span className={chosen ? 'cut grow' : 'cut grow secondary'} title={chosen?.name}>{chosen ? chosen.name : words.common.none}{chosen && !folder && <small className="secondary"> {bytes(chosen.bytes)}</small>}</span>
      <Button onClick={pick} aria-label={`${button}${label}`}>{button}</Button>
    </div>
  );
}
