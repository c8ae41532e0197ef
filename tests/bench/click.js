// Goes to a page by its number and tells after how many milliseconds that page is painted; less than nothing when it never is.
const [number, tell] = arguments;
const field = document.querySelector('[data-testid=page-number]');
// React hears of a value only through the element's own setter.
Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set.call(field, String(number));
field.dispatchEvent(new Event('input', { bubbles: true }));
const settled = (then) => {
  const waiting = [...document.images].some(({ complete }) => !complete);
  requestAnimationFrame(waiting ? () => settled(then) : then);
};
// Somebody reads before going on: what was loading meanwhile is there by then.
settled(() => {
  const start = performance.now();
  field.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }));
  const inView = (box) => {
    const view = document.querySelector('[data-testid=pages]').getBoundingClientRect();
    return box.top < view.bottom && box.bottom > view.top;
  };
  const look = () => {
    const picture = document.querySelector(`[data-testid=page-${number}] img`);
    if (picture?.complete && picture.naturalWidth > 0 && inView(picture.getBoundingClientRect())) {
      // The frame after the one in which the picture is ready has been painted when the next task runs.
      picture.decode().then(() => requestAnimationFrame(() => setTimeout(() => tell(performance.now() - start))));
    } else if (performance.now() - start > 10000) tell(-1);
    else requestAnimationFrame(look);
  };
  look();
});
