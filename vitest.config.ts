import { defineConfig } from 'vitest/config'

export default defineConfig({
  resolve: {
    alias: {
      '@': import.meta.dirname,
      // The marker package throws outside React's server build; tests are server code.
      'server-only': new URL('./node_modules/server-only/empty.js', import.meta.url).pathname,
    },
  },
  test: {
    include: ['{app,components,lib,scripts}/**/*.test.ts', '*.test.ts'],
    environment: 'node',
    // Far beyond what any of them takes: on a busy machine ten of them sign in at once.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    pool: 'threads',
    // Many tests wait for time-outs and retries, as the product does; one worker fewer than processors would wait alone.
    maxWorkers: 4,
  },
})
