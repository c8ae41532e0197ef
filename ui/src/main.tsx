/** Entry of the desk's window: chooses the carrier and draws. */
import { createRoot } from 'react-dom/client';
import { carryOver } from './ipc/desk';
import { tauriCarrier } from './ipc/tauri';
import { App } from './screens/App';
import './styles/index.css';

/** Outside a real build `?fake` in the address runs the screens on made-up data; a production build contains none of it. */
async function carrier() {
  if (import.meta.env.MODE !== 'production' && new URLSearchParams(window.location.search).has('fake')) {
    return (await import('./ipc/fake/carrier')).fakeCarrier(window.location.search);
  }
  return tauriCarrier;
}

const root = document.getElementById('root');
if (root) void carrier().then((chosen) => { carryOver(chosen); createRoot(root).render(<App />); });
