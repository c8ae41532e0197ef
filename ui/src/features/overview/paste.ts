/**
 * A block of cells out of a spreadsheet, and where it would land.
 *
 * Not the judge of a mark: the desk says which can stand. The one rule: nothing is guessed. A cell that is not a number goes to the desk as it
 * is and comes back refused; an empty one changes nothing.
 */
import type { MarkPut } from '../../ipc/generated/MarkPut';

/** Rows of cells. Excel writes tabs and CRLF, ends with a line break, and quotes a cell that holds either. */
export function parseBlock(text: string): string[][] {
  const rows: string[][] = [[]];
  let cell = '';
  let quoted = false;
  const end = () => { rows.at(-1)?.push(cell); cell = ''; };
  const body = text.replace(/\r\n?/g, '\n').replace(/\n$/, '');
  for (let at = 0; at < body.length; at += 1) {
    const sign = body.charAt(at);
    if (quoted && sign === '"' && body.charAt(at + 1) === '"') { cell += '"'; at += 1; }
    else if (sign === '"' && (quoted || cell === '')) quoted = !quoted;
    else if (sign === '\t' && !quoted) end();
    else if (sign === '\n' && !quoted) { end(); rows.push([]); }
    else cell += sign;
  }
  end();
  return rows.map((row) => row.map(tidy));
}

/** Full-width digits and points as what they mean; spaces around a number, ordinary or not, as nothing. */
function tidy(cell: string): string {
  return cell
    .replace(/[\uff10-\uff19]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0))
    .replace(/[\u3002\uff0e]/g, '.')
    .replace(/[\s\u00a0\u3000\u200b\ufeff]+/g, ' ')
    .trim();
}

export interface Plan {
  marks: MarkPut[];
  /** Empty cells, which change nothing. */
  blank: number;
  /** Cells beyond the last row or column. */
  outside: number;
  rows: number;
  columns: number;
}

/** Lays a block over the table from one cell on, along the rows as they stand now. */
export function planPaste(block: readonly (readonly string[])[], entries: readonly string[], criteria: readonly string[], at: { row: number; column: number }): Plan {
  const plan: Plan = { marks: [], blank: 0, outside: 0, rows: block.length, columns: Math.max(...block.map((row) => row.length)) };
  block.forEach((cells, down) => {
    cells.forEach((value, right) => {
      const entry = entries[at.row + down];
      const criterion = criteria[at.column + right];
      if (value === '') plan.blank += 1;
      else if (entry === undefined || criterion === undefined) plan.outside += 1;
      else plan.marks.push({ entry, criterion, value });
    });
  });
  return plan;
}
