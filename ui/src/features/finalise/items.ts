/** Names of open items. */
import type { ItemName } from '../../ipc/generated/ItemName';

export function keyOf({ kind, entry, expert, sheet }: ItemName): string {
  return [kind, entry, expert, sheet].join(' ');
}
