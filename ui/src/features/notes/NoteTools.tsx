/** The notes' tools above a material: draw an area, note where one is. */
import { useEffect } from 'react';
import type { ReadingPlace } from '../../shared/place';
import { words } from '../../words';

const TEXT = words.notes;

interface Props {
  where: () => ReadingPlace;
  /** Told how to find out where one is. */
  onWhere: (where: (() => ReadingPlace) | undefined) => void;
  marking: boolean;
  onMarking: (marking: boolean) => void;
  onNote: () => void;
}

export function NoteTools({ where, onWhere, marking, onMarking, onNote }: Props) {
  useEffect(() => { onWhere(where); }, [where, onWhere]);
  useEffect(() => () => { onWhere(undefined); }, [onWhere]);
  // Nothing can be framed on a film: it has moments.
  const framed = where().filmMs === undefined;
  return (
    <span className="note-tools">
      {framed && <button type="button" className={marking ? 'plain tool on' : 'plain tool'} aria-pressed={marking} title={TEXT.markAreaTitle} onClick={() => { onMarking(!marking); }} data-testid="mark-area">{TEXT.markArea}</button>}
      <button type="button" className="plain tool" title={TEXT.noteHereTitle} onClick={onNote} data-testid="note-here">{TEXT.noteHere}</button>
    </span>
  );
}
