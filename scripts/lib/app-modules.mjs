// Lets bare Node load the app's TypeScript as the bundler does: the `@/` alias, no extensions, the marker package.
import { existsSync } from 'node:fs'
import { registerHooks } from 'node:module'
import { fileURLToPath } from 'node:url'

const root = new URL('../../', import.meta.url)

registerHooks({
  resolve(specifier, context, next) {
    if (specifier === 'server-only') return { url: 'data:text/javascript,', shortCircuit: true }
    const ours = specifier.startsWith('@/')
      ? new URL(specifier.slice(2), root)
      : specifier.startsWith('.')
        ? new URL(specifier, context.parentURL)
        : null
    const url = ours && `${ours.href}.ts`
    if (url && existsSync(fileURLToPath(url))) return { url, shortCircuit: true }
    // With its ending, as `@/scripts/lib/x.mjs`.
    return next(ours && specifier.startsWith('@/') ? ours.href : specifier, context)
  },
})
