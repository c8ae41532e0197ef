/// <reference types="vitest/config" />
import react from '@vitejs/plugin-react';
import { defineConfig, type Connect, type Plugin } from 'vite';
import { fakePicture } from './src/ipc/fake/pages.ts';

/** Pages for the fake carrier, while developing only. */
function fakeMedia(): Plugin {
  const serve: Connect.NextHandleFunction = (request, response, next) => {
    const picture = request.url?.includes('/fake-media/') ? fakePicture(request.url) : undefined;
    if (picture === undefined) {
      next();
      return;
    }
    response.setHeader('Content-Type', 'image/svg+xml');
    response.end(picture);
  };
  return { name: 'fake-media', configureServer: ({ middlewares }) => { middlewares.use(serve); }, configurePreviewServer: ({ middlewares }) => { middlewares.use(serve); } };
}

// No inline <style> may reach index.html: Tauri would add a nonce for it, 'unsafe-inline' would then be ignored and antd would render unstyled.
export default defineConfig({
  base: './',
  plugins: [react(), fakeMedia()],
  build: {
    target: 'safari16',
    outDir: 'dist',
    emptyOutDir: true,
    // Everything is read from disk beside the program, so the size of a chunk costs nothing a user would notice.
    chunkSizeWarningLimit: 4096,
    modulePreload: { polyfill: false },
  },
  test: {
    environment: 'jsdom',
    setupFiles: ['src/test-setup.ts'],
    css: false,
    // Whole screens are typed into here, on machines that compile at the same time.
    testTimeout: 60_000,
    restoreMocks: true,
  },
});
