import { execFileSync, spawnSync } from 'node:child_process'

/** In the place of jq where it is not installed: another encoding of the same, for values without control characters. */
const standIn = `jq() {
  case "$*" in
    *@uri*) od -An -v -tx1 | tr -d ' \\n' | sed 's/../%&/g' ;;
    *) sed 's/[\\\\"]/\\\\&/g' ;;
  esac
}
`
const hasJq = spawnSync('jq', ['--version']).status === 0

const quoted = (text: string) => `'${text.replaceAll("'", `'\\''`)}'`

/** A text with the variables that it is run with. */
export type Run = { text: string; values: Record<string, string> }

/** What the last command in each of these texts is called with, as a POSIX shell reads them. */
export function argumentsOf(command: string, runs: readonly Run[]): string[][] {
  const script = [
    hasJq ? '' : standIn,
    `${command}() { for a in "$@"; do printf '%s\\037' "$a"; done; }`,
    ...runs.map(({ text, values }) => {
      const set = Object.entries(values).map(([name, value]) => `${name}=${quoted(value)}\n`)
      return `(\n${set.join('')}${text}\n)\nprintf '\\036'`
    }),
  ].join('\n')
  const output = execFileSync('/bin/sh', ['-s'], { input: script, encoding: 'utf8' })
  return output
    .split('\x1e')
    .slice(0, -1)
    .map((call) => call.split('\x1f').slice(0, -1))
}
