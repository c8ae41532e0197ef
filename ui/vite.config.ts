/// <reference types="vitest/config" />
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

// No inline <style> may reach index.html: Tauri would add a nonce for it, 'unsafe-inline' would then be ignored and antd would render unstyled.
export default defineConfig({
  base: './',
  plugins: [react()],
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
    restoreMocks: true,
  },
});
