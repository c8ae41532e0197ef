/** Finding rows by what is typed. */

/** Whether every word sought occurs in some of the texts. */
export function matches(sought: string, ...texts: string[]): boolean {
  const all = texts.join('\n').toLowerCase();
  return sought.toLowerCase().split(/\s+/).every((word) => all.includes(word));
}

export function uniqueFilters(values: readonly string[]): { text: string; value: string }[] {
  return [...new Set(values)].map((value) => ({ text: value, value }));
}
