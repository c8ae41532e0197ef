/** Puts words on the clipboard, within the key press that asked for it: some engines allow it at no other time. */
export function copyText(text: string): boolean {
  const before = document.activeElement;
  const area = document.createElement('textarea');
  area.value = text;
  area.setAttribute('aria-hidden', 'true');
  area.style.cssText = 'position:fixed;left:-999px;top:0;opacity:0';
  document.body.append(area);
  area.select();
  // Deprecated and everywhere; the newer clipboard is refused in a page that WebKitGTK does not think secure.
  const copied = document.execCommand('copy');
  area.remove();
  if (before instanceof HTMLElement) before.focus({ preventScroll: true });
  return copied;
}
