import type { NextConfig } from 'next'
import { answerHeaders, strictPolicy } from './scripts/lib/front/answers.mjs'

const config: NextConfig = {
  output: 'standalone',
  outputFileTracingRoot: import.meta.dirname,
  poweredByHeader: false,
  agentRules: false,
  // No picture of ours needs the optimiser, and an endpoint that is not there can't be misused.
  images: { unoptimized: true },
  reactStrictMode: true,
  // `npm test` checks the types of the whole tree, tests included; a build, and so a first start, need not do it again.
  typescript: { ignoreBuildErrors: true },
  // Upstream bodies and secrets must not end in the framework's own request log.
  logging: false,
  // Pages get their Content-Security-Policy from proxy.ts; what follows holds for every answer. The front of the
  // production server sets it as well, for what never gets here.
  headers: async () => [
    {
      source: '/:path*',
      headers: Object.entries(answerHeaders).map(([key, value]) => ({ key, value })),
    },
    {
      source: '/api/:path*',
      headers: [{ key: 'Content-Security-Policy', value: strictPolicy }],
    },
  ],
}

export default config
