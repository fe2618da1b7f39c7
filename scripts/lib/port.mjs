import { createServer } from 'node:net'

/**
 * Proves that `host:port` can be listened on, and lets go of it again.
 * @param {number} port 0 picks a free one
 * @returns {Promise<number>} the port
 * @throws {Error} with a sentence for the person at the terminal
 */
export function probePort(port, host) {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', (error) => reject(new Error(listenProblem(error, port, host))))
    probe.listen(port, host, () => {
      const taken = probe.address().port
      probe.close(() => resolve(taken))
    })
  })
}

/** What went wrong with listening, and what to do. */
export function listenProblem(error, port, host) {
  if (error.code === 'EADDRINUSE') {
    return `Port ${port} on ${host} is in use; stop what is listening there, or choose another, such as PORT=${port + 1}`
  }
  if (error.code === 'EACCES')
    return `Port ${port} may not be used by this user; choose one above 1023 with PORT.`
  return `Cannot listen on HOST ${host}, PORT ${port}: ${error.message}`
}
