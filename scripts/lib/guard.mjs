import { spawn } from 'node:child_process'

/**
 * Runs a piece of shell once this process is gone, however it went: the guard reads its stdin, which the kernel
 * closes with us. Closing that (`guard.stdin.end()`) makes it run earlier.
 * @param {string} script sees `args` as $1, $2, …
 * @param {string[]} args
 */
export function whenWeAreGone(script, args) {
  return spawn('/bin/sh', ['-c', `cat >/dev/null; ${script}`, 'guard', ...args], {
    stdio: ['pipe', 'ignore', 'ignore'],
    // Out of reach of a signal to our whole process group.
    detached: true,
    cwd: '/',
  })
}
