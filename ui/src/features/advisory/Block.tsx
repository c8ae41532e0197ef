/** Head of a block: what it is, that it is advisory, and one sentence for officials. */
import type { ReactNode } from 'react';
import { words } from '../../words';

export function BlockHead({ title, note, children }: { title: string; note: string; children?: ReactNode }) {
  return <div className="block-head"><h2>{title}</h2><span className="tag">{words.advisory.stamp}</span><small className="secondary">{note}</small>{children}</div>;
}
