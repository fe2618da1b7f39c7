import { routes } from './routes'

/** Long enough for any address of this app; a longer one was not made by it. */
const longest = 2_000

/** The same as a header takes it: in ASCII, with an escape for every other letter. */
export function asciiReturnTo(value: unknown): string {
  const { pathname, search, hash } = new URL(safeReturnTo(value), 'http://own.invalid')
  return pathname + search + hash
}

/**
 * Where to go after signing in: `value` if it is a path of this app's pages, else the home page. What a browser
 * would read as another host (`//host`, `/\host`, either with control characters or dots before) never passes.
 */
export function safeReturnTo(value: unknown): string {
  return typeof value === 'string' && isOwnPage(value) ? value : routes.home()
}

function isOwnPage(value: string): boolean {
  if (value.length > longest || !/^\/(?!\/)[^\\\p{Cc}]*$/u.test(value)) return false
  const url = URL.parse(value, 'http://own.invalid')
  if (url?.origin !== 'http://own.invalid') return false
  // Normalised, `/.//host` begins with two slashes: whoever resolves it again would leave.
  if (url.pathname.startsWith('//')) return false
  // The sign-in page would only send back here, and the API shows no page.
  return !/^\/(sign-in|api)(\/|$)/.test(url.pathname)
}
