import { expect, it } from 'vitest'
import { readJson } from './body'

it('that breaks off is the sender’s fault, not an error of ours', async () => {
  const body = new ReadableStream({
    start(controller) {
      controller.enqueue(new TextEncoder().encode('{"api'))
      controller.error(Object.assign(new Error('aborted'), { code: 'ECONNRESET' }))
    },
  })
  const headers = { 'content-type': 'application/json' }
  const init = { method: 'POST', headers, body, duplex: 'half' }
  await expect(readJson(new Request('http://localhost/api/session', init))).rejects.toMatchObject({
    status: 400,
    code: 'bad_request',
  })
})
