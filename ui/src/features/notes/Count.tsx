/** How much evidence a criterion has that is not being marked. */
import { words } from '../../words';

export function Count({ count }: { count: number }) {
  return count === 0 ? null : <small className="evidence-count">{words.notes.count(count)}</small>;
}
