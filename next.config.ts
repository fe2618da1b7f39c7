import type { NextConfig } from 'next'

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
  // Pages get their Content-Security-Policy from proxy.ts; what follows holds for every answer.
  headers: async () => [
    {
      source: '/:path*',
      headers: [
        { key: 'X-Content-Type-Options', value: 'nosniff' },
        { key: 'X-Frame-Options', value: 'DENY' },
        { key: 'Referrer-Policy', value: 'same-origin' },
        { key: 'Cross-Origin-Opener-Policy', value: 'same-origin' },
        { key: 'Cross-Origin-Resource-Policy', value: 'same-origin' },
        { key: 'Permissions-Policy', value: 'camera=(), geolocation=(), microphone=()' },
      ],
    },
    {
      source: '/api/:path*',
      headers: [
        { key: 'Content-Security-Policy', value: "default-src 'none'; frame-ancestors 'none'" },
      ],
    },
  ],
}

export default config
