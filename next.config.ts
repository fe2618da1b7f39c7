import type { NextConfig } from 'next'
import { answerHeaders, strictPolicy } from './scripts/lib/front/answers.mjs'

const everyAnswer = [
  {
    source: '/:path*',
    headers: Object.entries(answerHeaders).map(([key, value]) => ({ key, value })),
  },
  {
    source: '/api/:path*',
    headers: [{ key: 'Content-Security-Policy', value: strictPolicy }],
  },
]

const config: NextConfig = {
  output: 'standalone',
  outputFileTracingRoot: import.meta.dirname,
  poweredByHeader: false,
  agentRules: false,
  // No picture of ours needs the optimiser, and an endpoint that is not there can't be misused.
  images: { unoptimized: true },
  reactStrictMode: true,
  experimental: {
    // The first answer would wait until every page and route is loaded; scripts/start.mjs asks for one right after it.
    preloadEntriesOnStart: false,
    // One script for the framework, the frame, a page, a step: compressed in one piece they are some KB less than in
    // several, and nothing on a page waits for more requests. Sizes are those before minifying, so all is below them.
    turbopackChunking: { minChunkSize: 10_000_000, maxMergeChunkSize: 10_000_000 },
  },
  // `npm test` checks the types of the whole tree, tests included; a build, and so a first start, need not do it again.
  typescript: { ignoreBuildErrors: true },
  // Upstream bodies and secrets must not end in the framework's own request log.
  logging: false,
  // What holds for every answer (pages get their Content-Security-Policy from proxy.ts). In production the front of the
  // server sets it before a request gets here, and matching each address a second time costs more than that.
  headers: async () => (process.env.NODE_ENV === 'development' ? everyAnswer : []),
}

export default config
