// Does something in the page and tells the longest time, in milliseconds, that its one thread was busy without a break: a key pressed then waits that
// long. Messages to itself come in between any two tasks.
const [what, tell] = arguments;
let last = performance.now();
let worst = 0;
let on = true;
const channel = new MessageChannel();
channel.port1.onmessage = () => {
  const now = performance.now();
  worst = Math.max(worst, now - last);
  last = now;
  if (on) channel.port2.postMessage(0);
};
const end = () => { setTimeout(() => { on = false; tell(worst); }, 700); };
const open = (go, there) => {
  document.querySelector(go).click();
  const start = performance.now();
  const look = () => {
    if (document.querySelector(there)) end();
    else if (performance.now() - start > 20000) { on = false; tell(-1); }
    else requestAnimationFrame(look);
  };
  look();
};
const scroll = (of) => {
  const pane = document.querySelector(of);
  const steps = 60;
  let step = 0;
  const next = () => {
    step += 1;
    pane.scrollTop = (pane.scrollHeight - pane.clientHeight) * step / steps;
    if (step < steps) requestAnimationFrame(next);
    else end();
  };
  requestAnimationFrame(next);
};
channel.port2.postMessage(0);
if (what === 'open-matrix') open('[data-testid=nav-merge]', '[data-testid^=matrix-]');
else if (what === 'scroll-matrix') scroll('.matrix');
else if (what === 'open-ranking') open('[data-testid=nav-ranking]', '[data-testid^=rank-0]');
else scroll('[data-testid=rank-scroll]');
