/**
 * Notes as places: what a place is called, how a comment cites it, and finding it again.
 *
 * The one rule: a citation is plain text in a comment; whoever reads it on paper can look it up without this program.
 */
import type { MaterialRow } from '../../ipc/generated/MaterialRow';
import type { Note } from '../../ipc/generated/Note';
import { duration } from '../../shared/format';
import type { ReadingPlace } from '../../shared/place';
import { words } from '../../words';

const TEXT = words.notes;

/** A place without its material. */
export type Spot = Pick<Note, 'page' | 'filmMs'>;

/** p.14 or 02:31; nothing for a material as a whole. A picture has no page to name. */
export function spotName({ page, filmMs }: Spot, picture = false): string {
  if (filmMs !== null) return duration(filmMs);
  return page === null || picture ? '' : TEXT.page(page + 1);
}

/** The name without what only a file system needs. */
export function shortName(name: string): string {
  return name.replace(/\.[A-Za-z0-9]{1,5}$/, '');
}

/** p.14 in the application form, where most evidence stands; elsewhere the material is named too. */
export function placeName(note: Note, materials: readonly MaterialRow[]): string {
  const row = materials.find(({ id }) => id === note.material);
  if (!row) return TEXT.inMaterial(TEXT.replaced, spotName(note));
  const spot = spotName(note, isPicture(row));
  const alone = row.kind === 'applicationForm' && materials.filter(({ kind }) => kind === 'applicationForm').length === 1;
  return alone && spot !== '' ? spot : TEXT.inMaterial(shortName(row.name), spot);
}

function isPicture({ name }: MaterialRow): boolean {
  return /\.(?:png|jpe?g|gif|webp|bmp|tiff?)$/i.test(name);
}

/** Where a note is, for going there. */
export function placeOf({ material, page, boxes, filmMs }: Note): ReadingPlace {
  return { material, ...(page !== null && { page }), ...(boxes.length > 0 && { boxes }), ...(filmMs !== null && { filmMs }) };
}

/** 〔申报书 p.14〕 of where one is reading. */
export function citationOf({ material, page, filmMs }: ReadingPlace, materials: readonly MaterialRow[]): string | undefined {
  const row = materials.find(({ id }) => id === material);
  if (!row) return undefined;
  return TEXT.cite(TEXT.inMaterial(calledBy(row, materials), spotName({ page: page ?? null, filmMs: filmMs ?? null }, isPicture(row))));
}

/** The short name where it tells the material from all others, else the whole one. */
function calledBy(row: MaterialRow, materials: readonly MaterialRow[]): string {
  const short = shortName(row.name);
  return materials.some((other) => other.id !== row.id && shortName(other.name) === short) ? row.name : short;
}

export interface Citation { text: string; place: ReadingPlace }

/** The places a text cites, in order, each once; what names no material of the dossier is only text. */
export function citationsIn(text: string, materials: readonly MaterialRow[]): Citation[] {
  const found = new Map<string, Citation>();
  for (const [, inside = ''] of text.matchAll(/〔([^〔〕]{1,200})〕/g)) {
    const place = placeCited(inside, materials);
    if (place) found.set(inside, { text: inside, place });
  }
  return [...found.values()];
}

function placeCited(inside: string, materials: readonly MaterialRow[]): ReadingPlace | undefined {
  const row = materials.find((one) => inside === calledBy(one, materials) || inside.startsWith(`${calledBy(one, materials)} `));
  if (!row) return undefined;
  const spot = inside.slice(calledBy(row, materials).length).trim();
  if (spot === '') return { material: row.id };
  const page = /^p\.([1-9]\d{0,4})$/.exec(spot)?.[1];
  if (page !== undefined) return { material: row.id, page: Number(page) - 1 };
  const [, minutes, seconds] = /^(\d{2,4}):([0-5]\d)$/.exec(spot) ?? [];
  return minutes === undefined ? undefined : { material: row.id, filmMs: (Number(minutes) * 60 + Number(seconds)) * 1000 };
}
