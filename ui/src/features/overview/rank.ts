/** Where a row that is dragged or moved by keys goes in my ranking. */
import type { OrderPut } from '../../ipc/generated/OrderPut';

/**
 * `gap` counts from 0 above the first row to the number of rows below the last one. Nothing when the row would stay where it is.
 *
 * Moving up names the one it now stands above, moving down the one it now stands below: that is the comparison the hand made.
 */
export function dropped(entries: readonly string[], from: number, gap: number): OrderPut | undefined {
  const entry = entries[from];
  const beside = gap < from ? entries[gap] : entries[gap - 1];
  if (entry === undefined || beside === undefined || gap === from || gap === from + 1) return undefined;
  return { entry, beside, above: gap < from };
}
