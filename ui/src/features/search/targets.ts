/**
 * What one can go to in an answer, in the order in which it is shown: my own words, entries that are named like it, and pages.
 *
 * The one rule: a target is known by its key, so that it stays chosen when the answer comes again longer.
 */
import type { SearchAnswer } from '../../ipc/generated/SearchAnswer';
import type { SearchEntry } from '../../ipc/generated/SearchEntry';
import type { SearchHit } from '../../ipc/generated/SearchHit';
import type { SearchOwn } from '../../ipc/generated/SearchOwn';
import type { ReadingPlace, Said } from '../../shared/place';

export interface Target {
  key: string;
  entry: string;
  /** None for the entry as a whole. */
  place: ReadingPlace | undefined;
  /** What I said of the entry as a whole. */
  said?: Said;
}

/** Hits of one material, one after the other. */
export interface OfMaterial { material: string; name: string; hits: readonly SearchHit[] }

export function byMaterial(hits: readonly SearchHit[]): OfMaterial[] {
  const groups: { material: string; name: string; hits: SearchHit[] }[] = [];
  for (const hit of hits) {
    const last = groups.at(-1);
    if (last?.material === hit.material) last.hits.push(hit);
    else groups.push({ material: hit.material, name: hit.materialName, hits: [hit] });
  }
  return groups;
}

export function keyOfEntry(entry: SearchEntry): string {
  return entry.entry;
}

export function keyOfHit(hit: SearchHit): string {
  return `${hit.material} ${String(hit.page)}`;
}

export function keyOfOwn({ entry, kind, note }: SearchOwn): string {
  return `own ${note ?? `${entry} ${kind}`}`;
}

function targetOf(own: SearchOwn, words: readonly string[]): Target {
  const { entry, kind, material, page, boxes, filmMs } = own;
  const to = { key: keyOfOwn(own), entry };
  if (kind !== 'note') return { ...to, place: undefined, said: kind };
  if (material === null) return { ...to, place: undefined };
  return { ...to, place: { material, words, ...(page !== null && { page }), ...(boxes.length > 0 && { boxes }), ...(filmMs !== null && { filmMs }) } };
}

export function targetsOf({ own, entries, words }: SearchAnswer): Target[] {
  const mine = own.map((one) => targetOf(one, words));
  return mine.concat(entries.flatMap((entry) => {
    const named: Target[] = entry.named ? [{ key: keyOfEntry(entry), entry: entry.entry, place: undefined }] : [];
    const pages = entry.hits.map((hit): Target => ({ key: keyOfHit(hit), entry: entry.entry, place: { material: hit.material, page: hit.page, words } }));
    return [...named, ...pages];
  }));
}

/** The target so many steps from the one called `key`; from none, the first or the last. It stays at the ends. */
export function stepped(targets: readonly Target[], key: string | undefined, steps: 1 | -1): Target | undefined {
  const at = targets.findIndex((target) => target.key === key);
  if (at === -1) return steps === 1 ? targets[0] : targets.at(-1);
  return targets[Math.min(targets.length - 1, Math.max(0, at + steps))];
}
