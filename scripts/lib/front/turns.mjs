/** After this long an answer waits for IBM or for its reader, no more for the processor, and must not hold others up. */
const longestTurnMs = 1_000

/** Rounds of the event loop that a request waits while connections keep coming in. */
const mostRounds = 50

/**
 * Takes turns at what costs the processor milliseconds. Without it a few hundred connections that ask for some thousand
 * pages keep everyone else waiting until all are made, though nobody reads them any more.
 * @param {import('node:http').Server} server
 * @param {{atOnce: number, turnMs?: number}} limits `atOnce`: turns of one caller at a time
 * @returns {(caller: string, response: import('node:http').ServerResponse, begin: () => void) => void} begins at once or
 *   soon, in the order of asking, and not at all once the caller is gone
 */
export function createTurns(server, { atOnce, turnMs = longestTurnMs }) {
  /** Of each caller who is here: how many turns are taken, and what waits for one. */
  const callers = new Map()
  /** Whose turn has come. */
  const ready = []
  let isGoing = false
  let isNew = false
  server.on('connection', () => {
    isNew = true
  })

  /**
   * Node takes in one connection in a round of its event loop: if each began its work at once, whoever comes behind a
   * crowd would not even be heard before all of it is done. So one begins in a round, and first whoever is at the door.
   */
  function go(round = 0) {
    if (isNew && round < mostRounds) {
      isNew = false
      setImmediate(go, round + 1)
      return
    }
    ready.shift()?.()
    isGoing = ready.length > 0
    if (isGoing) setImmediate(go)
  }

  function admit(own, isMeanwhile) {
    while (own.taken < atOnce && own.waiting.length > 0) {
      own.taken += 1
      ready.push(own.waiting.shift())
    }
    if (isGoing || ready.length === 0) return
    // Nobody else is here.
    if (!isMeanwhile && !isNew && ready.length === 1) return ready.shift()()
    isGoing = true
    setImmediate(go)
  }

  return (caller, response, begin) => {
    const own = callers.get(caller) ?? { taken: 0, waiting: [] }
    callers.set(caller, own)
    // Of several requests on a connection only one hears that it was closed.
    const { socket } = response.req
    own.waiting.push(() => {
      if (socket.destroyed) return pass()
      const timer = setTimeout(pass, turnMs)
      response.once('close', () => {
        clearTimeout(timer)
        pass()
      })
      begin()
    })
    admit(own, false)

    let isOver = false
    function pass() {
      if (isOver) return
      isOver = true
      own.taken -= 1
      admit(own, true)
      if (own.taken === 0) callers.delete(caller)
    }
  }
}
