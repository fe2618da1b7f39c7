import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'

/**
 * A way to a server on loopback that can go silent, as where somebody in between drops packets: connections are taken and stay
 * open, and nothing comes or goes. What was sent meanwhile arrives once it speaks again.
 */
export class SilentProxy {
  readonly #target: { host: string; port: number }
  readonly #server = createServer((socket) => this.#take(socket))
  readonly #sockets = new Set<Socket>()
  #isSilent = false
  #marks: RegExp[] = []

  constructor(target: { host: string; port: number }) {
    this.#target = target
  }

  /** @returns the port to use instead of the server's */
  async open(): Promise<number> {
    this.#server.listen(0, '127.0.0.1')
    await once(this.#server, 'listening')
    return (this.#server.address() as AddressInfo).port // Of a server on TCP.
  }

  async close(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy()
    this.#server.close()
    await once(this.#server, 'close')
  }

  get isSilent(): boolean {
    return this.#isSilent
  }

  silence(): void {
    this.#isSilent = true
    for (const socket of this.#sockets) socket.pause()
  }

  /** Goes silent by itself instead of handing on what has the last of these marks, each looked for after the one before. */
  silenceAt(...marks: RegExp[]): void {
    this.#marks = marks
  }

  speak(): void {
    this.#marks = []
    this.#isSilent = false
    for (const socket of this.#sockets) socket.resume()
  }

  #take(client: Socket): void {
    const server = connect(this.#target.port, this.#target.host)
    this.#join(client, server, true)
    this.#join(server, client, false)
    if (this.#isSilent) this.silence()
  }

  #join(from: Socket, to: Socket, isToServer: boolean): void {
    this.#sockets.add(from)
    from.on('data', (data: Buffer) => {
      if (isToServer) this.#look(data)
      // What was read already waits as well.
      if (this.#isSilent) from.unshift(data)
      else to.write(data)
    })
    from.on('error', () => to.destroy())
    from.on('close', () => {
      this.#sockets.delete(from)
      to.destroy()
    })
  }

  #look(data: Buffer): void {
    const [mark] = this.#marks
    if (!mark?.test(data.toString('latin1'))) return
    this.#marks.shift()
    if (this.#marks.length === 0) this.silence()
  }
}
