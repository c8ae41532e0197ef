/** Entry of the desk's window: chooses the carrier and draws. */
import { createRoot } from 'react-dom/client';
import { carryOver } from './ipc/desk';
import { tauriCarrier } from './ipc/tauri';
import { askAhead } from './ipc/useAnswer';
import { App } from './screens/App';
import './styles/index.css';

/** Outside a real build `?fake` in the address runs the screens on made-up data; a production build contains none of it. */
async function carrier() {
  if (import.meta.env.MODE !== 'production' && new URLSearchParams(window.location.search).has('fake')) {
    return (await import('./ipc/fake/carrier')).fakeCarrier(window.location.search);
  }
  return tauriCarrier();
}

/** A desk on a slow stick: after this long the window says that it is loading. */
const PATIENCE_MS = 300;

async function draw(root: HTMLElement) {
  carryOver(await carrier());
  const late = new Promise((resolve) => { setTimeout(resolve, PATIENCE_MS); });
  await Promise.race([askAhead('start_look', {}), late]);
  createRoot(root).render(<App />);
}

const root = document.getElementById('root');
if (root) void draw(root);
