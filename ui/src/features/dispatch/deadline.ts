/** The date field's local time as RFC 3339 with this computer's offset. */
export function rfc3339(local: string): string | null {
  if (local === '') return null;
  const minutes = -new Date(local).getTimezoneOffset();
  const two = (value: number) => String(Math.abs(value)).padStart(2, '0');
  return `${local}:00${minutes < 0 ? '-' : '+'}${two(Math.trunc(minutes / 60))}:${two(minutes % 60)}`;
}
