// Finds one visible element as a person would name it. arguments: what ("press", "field" or "testid") and the name.
// Blanks do not count: antd puts one between the two characters of a short button.
const [what, name] = arguments;
const plain = (text) => (text ?? '').replace(/\s+/g, '');
const wanted = plain(name);
const visible = (element) => element.checkVisibility({ visibilityProperty: true }) && element.getClientRects().length > 0;
const byIds = (ids) => (ids ?? '').split(/\s+/).filter(Boolean).map((id) => document.getElementById(id)?.innerText ?? '').join('');

if (what === 'testid') {
  return [...document.querySelectorAll(`[data-testid="${CSS.escape(name)}"]`)].find(visible) ?? null;
}
if (what === 'field') {
  const names = (field) => [
    field.getAttribute('aria-label'),
    byIds(field.getAttribute('aria-labelledby')),
    ...[...(field.labels ?? [])].map((label) => label.innerText),
    field.getAttribute('placeholder'),
  ].map(plain);
  const fields = [...document.querySelectorAll('input, textarea, [role=spinbutton], [role=combobox], [contenteditable=true]')].filter(visible);
  return fields.find((field) => names(field).includes(wanted)) ?? fields.find((field) => names(field).some((own) => own.includes(wanted))) ?? null;
}
const pressable = 'button, a, label, summary, option, tr, td, li, [role=button], [role=tab], [role=menuitem], [role=option], [role=checkbox], [role=radio], [role=row], [role=gridcell], [role=link], [role=switch], [tabindex]';
const own = (element) => plain(element.getAttribute('aria-label') ?? element.innerText);
const all = [...document.querySelectorAll(pressable)].filter(visible).filter((element) => !element.disabled && element.getAttribute('aria-disabled') !== 'true');
const exact = all.filter((element) => own(element) === wanted);
const part = all.filter((element) => own(element).includes(wanted));
// Of several nested in each other the innermost is what the pointer would hit.
const innermost = (found) => found.find((element) => !found.some((other) => other !== element && element.contains(other)));
return innermost(exact) ?? innermost(part) ?? null;
