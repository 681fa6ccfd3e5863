import 'graphiql/setup-workers/vite';

import 'graphiql/style.css';
import '@graphiql/plugin-explorer/style.css';
import './page.css';

import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';

import { ExplorerPage } from './explorer-page';

/** GraphiQL keeps the width of its side panel here; a first visit starts with more room for the editors than its own default. */
const PANEL_WIDTH_KEY = 'graphiql:docExplorerFlex';

const root = document.getElementById('root');

if (root) {
  if (localStorage.getItem(PANEL_WIDTH_KEY) === null) localStorage.setItem(PANEL_WIDTH_KEY, '0.27');
  createRoot(root).render(
    <StrictMode>
      <ExplorerPage />
    </StrictMode>,
  );
}
