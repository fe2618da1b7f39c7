import type { Person } from './people.ts'

/** Styles are inline, and there is no script but the one of `leaving`. */
export const policy = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'"

const styles = `
:root { color-scheme: light dark; --ink: #151a1d; --soft: #4c5256; --line: #7b8184; --hover: #f5f7f8; --page: #fcfcfc; --focus: #0056c3 }
@media (prefers-color-scheme: dark) { :root { --ink: #eef1f2; --soft: #b8bfc3; --line: #747c81; --hover: #1a1f22; --page: #101416; --focus: #82b7fe } }
body { margin: 0; min-height: 100dvh; display: grid; place-items: center; background: var(--page); color: var(--ink); font: 14px/20px system-ui, sans-serif }
main { width: min(26rem, 100% - 3rem) }
h1 { margin: 0 0 4px; font-size: 20px; line-height: 28px; font-weight: 600 }
p { margin: 0 0 20px; color: var(--soft) }
button { display: block; width: 100%; min-height: 44px; margin: 0 0 8px; padding: 10px 14px; border: 1px solid var(--line); border-radius: 4px; background: none; color: inherit; font: inherit; text-align: start; cursor: pointer }
button:hover { background: var(--hover) }
button:focus-visible { outline: 2px solid var(--focus); outline-offset: 2px }
button span { display: block; color: var(--soft) }
`

const escaped = (text: string) =>
  text.replaceAll(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)

const page = (title: string, content: string) => `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escaped(title)}</title><style>${styles}</style></head>
<body><main><h1>${escaped(title)}</h1>${content}</main></body>
</html>`

/** Asks who to be. */
export function choice(people: readonly Person[], action: string): string {
  const buttons = people.map(
    ({ subject, part, claims }) =>
      `<button name="subject" value="${escaped(subject)}">${escaped(claims.name ?? subject)}<span>${escaped(part)}</span></button>`,
  )
  return page(
    'Who do you want to be?',
    `<p>This is the demo’s identity provider. Yours would ask for a password here.</p>
<form method="post" action="${escaped(action)}">${buttons.join('\n')}</form>`,
  )
}

/** Ends the session at the provider without asking again. `form`: the library's own, named `op.logoutForm`. */
export function leaving(form: string): string {
  return page(
    'Signing out',
    `${form}<button type="submit" form="op.logoutForm" name="logout" value="yes">Sign out</button>
<script>document.querySelector('button').click()</script>`,
  )
}

export function message(title: string, text: string): string {
  return page(title, `<p>${escaped(text)}</p>`)
}
