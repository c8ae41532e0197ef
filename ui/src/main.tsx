import { createRoot } from 'react-dom/client';
import './styles/tokens.css';
import './styles/base.css';
import { start } from './words/start';

const root = document.getElementById('root');
if (root) createRoot(root).render(<main>{start.product}</main>);
