import { enableCompileCache } from 'node:module'

// Stripping the types of some seventy files takes longer than all the rest of a start; this keeps what it came to.
enableCompileCache()

const { run } = await import('./cli.ts')
run()
