import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

// Relative URLs, so that the same files are served by the gateway and by each subgraph, under any path; nothing comes from a CDN.
export default defineConfig({
  base: './',
  plugins: [react()],
  resolve: { dedupe: ['graphql', 'react', 'react-dom'] },
  worker: { format: 'es' },
  build: {
    target: 'es2022',
    sourcemap: false,
    chunkSizeWarningLimit: 4000,
    rolldownOptions: { checks: { moduleLevelDirective: false } },
  },
});
