import 'graphiql/setup-workers/vite';

import 'graphiql/style.css';
import '@graphiql/plugin-explorer/style.css';
import './page.css';

import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';

import { loadExamples } from './examples';
import { ExplorerPage } from './explorer-page';

const root = document.getElementById('root');

if (root) {
  const examples = await loadExamples().catch(() => []);
  createRoot(root).render(
    <StrictMode>
      <ExplorerPage examples={examples} />
    </StrictMode>,
  );
}
