/**
 * Where pictures, pages and films come from.
 *
 * The one rule: no screen writes such an address itself, so that another carrier may serve them elsewhere.
 */
import { useAnswer } from './useAnswer';

export interface MediaUrls {
  /** A page from 0, `width` in device pixels. */
  page: (material: string, page: number, width: number) => string;
  image: (material: string, width: number) => string;
  video: (material: string) => string;
}

/** The media server makes no bitmap wider than this; a larger page is scaled up on screen. */
const WIDEST = 8192;

/** Nothing until the media server has said where it is. */
export function useMediaUrls(): MediaUrls | undefined {
  const base = useAnswer('media_base', {}).answer?.base;
  if (base === undefined) return undefined;
  return {
    page: (material, page, width) => `${base}/page/${material}/${String(page)}?width=${String(Math.min(WIDEST, width))}&rotation=0`,
    image: (material, width) => `${base}/image/${material}?width=${String(Math.min(WIDEST, width))}`,
    video: (material) => `${base}/video/${material}`,
  };
}
