/**
 * Where pictures, pages and films come from.
 *
 * The one rule: no screen writes such an address itself, so that another carrier may serve them elsewhere.
 */
import { useAnswer } from './useAnswer';

export interface MediaUrls {
  /** A page from 0, `width` in device pixels, quarter turns clockwise; or only a part of it, in pixels of the whole. */
  page: (material: string, page: number, width: number, turns?: number, part?: Part) => string;
  image: (material: string, width: number) => string;
  video: (material: string) => string;
}

interface Part { left: number; top: number; width: number; height: number }

/** The media server makes no bitmap wider than this; a larger page is scaled up on screen. */
const WIDEST = 8192;
/** A page that comes in parts may be wider. */
const WIDEST_PARTED = 16_384;

/** Nothing until the media server has said where it is. */
export function useMediaUrls(): MediaUrls | undefined {
  const base = useAnswer('media_base', {}).answer?.base;
  if (base === undefined) return undefined;
  return {
    page: (material, page, width, turns = 0, part) => {
      const most = Math.min(part ? WIDEST_PARTED : WIDEST, width);
      const piece = part ? `&part=${[part.left, part.top, part.width, part.height].join(',')}` : '';
      return `${base}/page/${material}/${String(page)}?width=${String(most)}&rotation=${String(90 * turns)}${piece}`;
    },
    image: (material, width) => `${base}/image/${material}?width=${String(Math.min(WIDEST, width))}`,
    video: (material) => `${base}/video/${material}`,
  };
}
