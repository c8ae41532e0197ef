import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

/** Sheets that only take back or gather what others say. */
const LAST = ['index.css', 'narrow.css'];

/** Classes that a sheet gives their looks to by name alone, outside of media queries. */
function classesOf(sheet: string): string[] {
  const plain = sheet.replaceAll(/\/\*[^]*?\*\//gu, '').replaceAll(/@media[^{]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}/gu, '');
  const selectors = [...plain.matchAll(/([^{}]+)\{/gu)].flatMap(([, list = '']) => list.split(','));
  return selectors.flatMap((selector) => /^\.([a-z][\w-]*)$/u.exec(selector.trim())?.[1] ?? []);
}

it('gives a class its looks in one sheet only, so that two features never take the same name', () => {
  const folder = import.meta.dirname;
  const sheets = readdirSync(folder).filter((name) => name.endsWith('.css') && !LAST.includes(name));
  const owners = new Map<string, Set<string>>();
  for (const sheet of sheets) {
    for (const name of classesOf(readFileSync(join(folder, sheet), 'utf8'))) owners.set(name, (owners.get(name) ?? new Set()).add(sheet));
  }
  expect(owners.size).toBeGreaterThan(200);
  expect([...owners].filter(([, of]) => of.size > 1).map(([name, of]) => `${name}: ${[...of].join(' ')}`)).toEqual([]);
});
