import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { dirname, join, resolve } from 'node:path'
import type { LaunchOptions } from '@playwright/test'

const root = resolve(import.meta.dirname, '../..')
const systemChromium = '/usr/bin/chromium'

/** The package's own flags are for Lambda: one process, which crashes Playwright, and no web security. */
const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** Where the packaged browser is unpacked to; named by version, so that an upgrade is never mistaken for it. */
function packagedFolder(): string {
  const file = join(root, 'node_modules/@sparticuz/chromium/package.json')
  const { version } = JSON.parse(readFileSync(file, 'utf8')) as { version: string }
  return join(root, `node_modules/.cache/chromium-${version}`)
}

/** A browser of the machine: CHROME_PATH, or Debian's if PREFER_SYSTEM_CHROMIUM asks for it or no other fits this machine. */
function machineBrowser(): string | null {
  if (process.env.CHROME_PATH) return process.env.CHROME_PATH
  const isWanted = process.env.PREFER_SYSTEM_CHROMIUM || process.arch !== 'x64'
  return isWanted && existsSync(systemChromium) ? systemChromium : null
}

/** Options for Playwright's `chromium.launch`. The browser must be there: see `ensureBrowser`. */
export function browserLaunchOptions(): LaunchOptions {
  const found = machineBrowser()
  if (found) return { executablePath: found, args: flags }
  const folder = packagedFolder()
  const libraries = [join(folder, 'al2023/lib'), process.env.LD_LIBRARY_PATH].filter(Boolean)
  return {
    executablePath: join(folder, 'chromium'),
    args: flags,
    env: {
      ...process.env,
      LD_LIBRARY_PATH: libraries.join(':'),
      FONTCONFIG_FILE: join(folder, 'fonts.conf'),
    },
  }
}

/**
 * Unpacks the packaged browser, once and in one step, so that a second process never sees half of it.
 * @throws Error that says what to install where no browser fits this machine
 */
export function ensureBrowser(): void {
  const found = machineBrowser()
  if (found) {
    if (!existsSync(found)) throw new Error(`CHROME_PATH names no file: ${found}`)
    return
  }
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error(
      'No browser for this machine comes with the packages: set CHROME_PATH to a Chromium.',
    )
  }
  const folder = packagedFolder()
  if (existsSync(folder)) return
  const draft = `${folder}.${process.pid}`
  mkdirSync(draft, { recursive: true })
  try {
    unpack(draft)
    writeFileSync(join(draft, 'fonts.conf'), fontsConf(folder))
    renameSync(draft, folder)
  } catch (error) {
    // Somebody else was faster.
    if (!existsSync(folder)) throw error
  } finally {
    rmSync(draft, { recursive: true, force: true })
  }
}

/** In a process of its own: the package decides by its environment, at import, what to unpack and where to. */
function unpack(target: string): void {
  const script =
    "import chromium from '@sparticuz/chromium'; process.stdout.write(await chromium.executablePath())"
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--input-type=module', '-e', script],
    {
      cwd: root,
      encoding: 'utf8',
      // Makes it bring the libraries that a bare machine lacks (libnss3, libnspr4, libexpat).
      env: { ...process.env, TMPDIR: target, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs22.x' },
    },
  )
  if (status !== 0) throw new Error(`The browser could not be unpacked.\n${stderr}`)
  if (dirname(stdout) !== target) throw new Error(`The browser was unpacked to ${stdout}.`)
}

/** The shipped file names Lambda's folders. Only the packaged fonts, so that text is as wide on every machine. */
function fontsConf(folder: string): string {
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${join(folder, 'fonts')}</dir>
  <cachedir>${join(folder, 'font-cache')}</cachedir>
</fontconfig>
`
}

function freePort(): Promise<number> {
  return new Promise((done, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => done(address && typeof address === 'object' ? address.port : 0))
    })
  })
}

/** A running browser with its DevTools port open, as Lighthouse wants it: `lighthouse(url, { port })`. */
export async function openForLighthouse(): Promise<{ port: number; close: () => Promise<void> }> {
  const { chromium } = await import('@playwright/test')
  ensureBrowser()
  const options = browserLaunchOptions()
  const port = await freePort()
  const args = [...flags, `--remote-debugging-port=${port}`]
  const browser = await chromium.launch({ ...options, args })
  return { port, close: () => browser.close() }
}
