/**
 * Every word shown to people, by place.
 *
 * Not sentences of refusal: those come from the desk, ready to show. The one rule: one word for one thing, as DESIGN §2 has them.
 */
import { advisory } from './advisory';
import { archive } from './archive';
import { audit } from './audit';
import { common } from './common';
import { deliberation } from './deliberation';
import { everyday } from './everyday';
import { expert } from './expert';
import { finalise } from './finalise';
import { form } from './form';
import { handback } from './handback';
import { merge } from './merge';
import { notes } from './notes';
import { organiser } from './organiser';
import { outcome } from './outcome';
import { overview } from './overview';
import { papers } from './papers';
import { practice } from './practice';
import { reader } from './reader';
import { rereview } from './rereview';
import { results } from './results';
import { rules } from './rules';
import { search } from './search';
import { start } from './start';
import { states } from './states';
import { sheet, transcript } from './transcript';

export const words = { advisory, archive, audit, common, deliberation, everyday, expert, finalise, form, handback, merge, notes, organiser, outcome, overview, papers, practice, reader, rereview, results, rules, search, sheet, start, states, transcript };
