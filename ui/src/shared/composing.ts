/** Whether a key press belongs to an input method. 229 is what engines report that hide the key while composing. */
export function composing(event: { isComposing: boolean; keyCode: number }): boolean {
  return event.isComposing || event.keyCode === 229;
}
