/** What others add to the tools of a material, told where one is. */
import { useOverlay } from '../../shared/overlay';
import type { ReadingPlace } from '../../shared/place';

export function OverlayTools({ where }: { where: () => ReadingPlace }) {
  return <>{useOverlay().renderTools?.(where)}</>;
}
