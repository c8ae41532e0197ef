/** For what opens below the fold: a ref that brings it into view when it comes. */
export function intoView(element: Element | null): void {
  if (element && typeof element.scrollIntoView === 'function') element.scrollIntoView({ block: 'nearest' });
}
