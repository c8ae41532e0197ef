/** How long a text is and may be; loud only when it is nearly full. */
import { words } from '../../words';

export function Counted({ text, most }: { text: string; most: number }) {
  const given = [...text].length;
  return <span className={given > most * 0.9 ? 'small attention nowrap' : 'small secondary nowrap'} data-testid="counted">{words.form.counted(given, most)}</span>;
}
