/**
 * What the form shows of the notes, without knowing them.
 *
 * The one rule: the form says where evidence goes and which criterion is being marked; everything else is the notes' own.
 */
import { createContext, useContext, type ReactNode } from 'react';

export interface EvidenceSlot {
  /** What is attached to a criterion, as places one can go back to. */
  under: (criterion: string) => ReactNode;
  /** How much is attached to a criterion that is not being marked. */
  count: (criterion: string) => ReactNode;
  /** All notes on the entry. */
  list: () => ReactNode;
  /** The place being read, as a comment cites it; nothing when no material is open. */
  citation: () => string | undefined;
  /** The places a text cites, as places one can go back to. */
  cited: (text: string) => ReactNode;
  /** Told whenever another criterion is being marked. */
  marking: (criterion: string | undefined) => void;
}

const NONE: EvidenceSlot = { under: () => null, count: () => null, list: () => null, citation: () => undefined, cited: () => null, marking: () => undefined };

export const EvidenceContext = createContext<EvidenceSlot>(NONE);

export function useEvidence(): EvidenceSlot {
  return useContext(EvidenceContext);
}
