/** The pixels of a page: the whole page, and over it the parts in view where it is looked at closely. */
import type { MediaUrls } from '../../ipc/media';
import { words } from '../../words';
import type { InView, Place, Turns } from './layout';
import { PageImage } from './PageImage';
import { isParted, partsIn, wholeWidth } from './parts';

interface Props {
  material: string;
  page: number;
  urls: MediaUrls;
  turns: Turns;
  /** Where the page lies now, and where it lay when it last stood still: pixels are asked for that. */
  place: Place;
  settled: Place;
  /** What is in view, in the coordinates of the pages; nothing when the page is only near. */
  window: InView | undefined;
  device: number;
}

export function PagePixels({ material, page, urls, turns, place, settled, window, device }: Props) {
  const [width, height] = [Math.round(settled.width * device), Math.round(settled.height * device)];
  const whole = urls.page(material, page, wholeWidth(width, height), turns);
  const share = (value: number, of: number) => `${String((100 * value) / of)}%`;
  return (
    <>
      <PageImage key={turns} source={whole} label={words.reader.pageLabel(page + 1)} />
      {window && isParted(width, height) && partsIn(width, height, within(window, place, width / place.width)).map((part) => {
        const source = urls.page(material, page, width, turns, part);
        return <img key={source} className="part" src={source} alt="" draggable={false} style={{ left: share(part.left, width), top: share(part.top, height), width: share(part.width, width), height: share(part.height, height) }} />;
      })}
    </>
  );
}

/** The view in device pixels of the page. */
function within(window: InView, place: Place, scale: number) {
  return { left: (window.left - place.left) * scale, top: (window.top - place.top) * scale, right: (window.right - place.left) * scale, bottom: (window.bottom - place.top) * scale };
}
