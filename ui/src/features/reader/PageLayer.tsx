/** What is drawn over the pixels of a page: found words, where one has arrived, the selection, links, and what others add. */
import { Tooltip } from 'antd';
import type { PageLink } from '../../ipc/generated/PageLink';
import { words as allWords } from '../../words';
import { layerStyle } from './turning';
import type { Extent, Turns } from './layout';
import { styleOf, useOverlay } from '../../shared/overlay';
import type { Box } from '../../shared/place';

const TEXT = allWords.reader;

interface Props {
  material: string;
  page: number;
  shown: Extent;
  turns: Turns;
  found: readonly Box[];
  /** Where one has arrived, with the number of the arrival, so that the flash begins anew. */
  arrived: readonly Box[];
  turn: number;
  selected: readonly Box[];
  links: readonly PageLink[];
  onLink: (page: number) => void;
}

export function PageLayer({ material, page, shown, turns, found, arrived, turn, selected, links, onLink }: Props) {
  const overlay = useOverlay();
  const marks = (kind: string, boxes: readonly Box[]) => boxes.map((box, index) => <span key={`${kind}${String(index)}`} className={`mark ${kind}`} data-testid={`mark-${kind}`} style={styleOf(box)} />);
  return (
    <div className="layer" style={layerStyle(shown, turns)}>
      {marks('found', found)}
      {marks('selected', selected)}
      <span key={turn}>{marks('arrived', arrived)}</span>
      {links.map((link, index) => <Link key={index} link={link} onLink={onLink} />)}
      {overlay.renderPage?.(material, page)}
    </div>
  );
}

/** A link inside goes there; one that leads out is only told. */
function Link({ link, onLink }: { link: PageLink; onLink: (page: number) => void }) {
  const { page, outside } = link;
  if (page !== null) return <button type="button" className="plain link" style={styleOf(link)} aria-label={TEXT.linkTo(page + 1)} title={TEXT.linkTo(page + 1)} onClick={() => { onLink(page); }} />;
  return <Tooltip title={<>{TEXT.linkOutside}{outside !== '' && <><br /><span className="address">{outside}</span></>}</>}><span className="link outside" role="note" aria-label={TEXT.linkOutside} style={styleOf(link)} data-own-pointer="" /></Tooltip>;
}
