/**
 * Every word shown to people, by place.
 *
 * Not sentences of refusal: those come from the desk, ready to show. The one rule: one word for one thing, as DESIGN §2 has them.
 */
import { archive } from './archive';
import { common } from './common';
import { everyday } from './everyday';
import { expert } from './expert';
import { form } from './form';
import { handback } from './handback';
import { merge } from './merge';
import { notes } from './notes';
import { organiser } from './organiser';
import { overview } from './overview';
import { practice } from './practice';
import { reader } from './reader';
import { results } from './results';
import { search } from './search';
import { start } from './start';
import { states } from './states';

export const words = { archive, common, everyday, expert, form, handback, merge, notes, organiser, overview, practice, reader, results, search, start, states };
