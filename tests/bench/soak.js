// Opens an entry and tells after how many milliseconds its form is painted, and after how many the first page of its dossier; less than
// nothing for what does not come.
const [id, tell] = arguments;
const row = document.querySelector(`[data-testid="entry-${id}"]`);
const title = () => document.querySelector('[data-testid=entry-title]')?.innerText ?? '';
const settled = (then) => {
  const waiting = [...document.images].some(({ complete }) => !complete);
  requestAnimationFrame(waiting ? () => settled(then) : then);
};
// Somebody has read the entry before: nothing of it is still on its way.
settled(() => {
  const before = title();
  const source = () => document.querySelector('[data-testid=page-1] img')?.src ?? '';
  const shown = source();
  let form = -1;
  const start = performance.now();
  row.click();
  const look = () => {
    const took = performance.now() - start;
    const now = title();
    if (form < 0 && now !== '' && now !== before) requestAnimationFrame(() => setTimeout(() => { form = performance.now() - start; }));
    const page = document.querySelector('[data-testid=page-1] img');
    if (form >= 0 && page?.complete && page.naturalWidth > 0 && source() !== shown) {
      page.decode().then(() => requestAnimationFrame(() => setTimeout(() => tell([form, performance.now() - start]))));
    } else if (took > 10000) tell([form, -1]);
    else requestAnimationFrame(look);
  };
  look();
});
