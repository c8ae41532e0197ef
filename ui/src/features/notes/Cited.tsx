/** The places a comment cites, as chips below it: a text field itself cannot be pressed. */
import type { MaterialRow } from '../../ipc/generated/MaterialRow';
import type { ReadingPlace } from '../../shared/place';
import { words } from '../../words';
import { citationsIn } from './places';

const TEXT = words.notes;

interface Props { text: string; materials: readonly MaterialRow[]; onGo: (place: ReadingPlace) => void }

export function Cited({ text, materials, onGo }: Props) {
  const found = citationsIn(text, materials);
  if (found.length === 0) return null;
  return (
    <div className="evidence cited" role="group" aria-label={TEXT.citedPlaces}>
      <span className="small secondary nowrap">{TEXT.citedPlaces}</span>
      {found.map((one) => <span key={one.text} className="chip attached"><button type="button" className="plain cut" title={TEXT.goTo(one.text)} onClick={() => { onGo(one.place); }} data-testid={`cited-${one.text}`}>{one.text}</button></span>)}
    </div>
  );
}
