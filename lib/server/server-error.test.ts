import { describe, expect, it, vi } from 'vitest'
import { NotFoundError, UpstreamError, ValidationError } from './errors'
import { toAppError } from './ibm/friendly-errors'

/** The module as another bundle of the framework has it. */
async function elsewhere() {
  vi.resetModules()
  return import('./errors')
}

describe('an error of another bundle', () => {
  it('is an instance of its class, and of what that extends', async () => {
    const other = await elsewhere()
    expect(other.NotFoundError).not.toBe(NotFoundError)
    const error: unknown = new other.NotFoundError('job')
    expect(error).toBeInstanceOf(NotFoundError)
    expect(error).toBeInstanceOf(other.AppError)
    expect(error).toBeInstanceOf(Error)
    expect(error).not.toBeInstanceOf(ValidationError)
    expect(error).not.toBeInstanceOf(UpstreamError)
  })

  it('is told as what it is, not as a fault of the dashboard', async () => {
    const other = await elsewhere()
    const error = new other.UpstreamError('unusable', { status: 503 }, { maybeCarriedOut: false })
    expect(toAppError(error, { verb: 'read' })).toMatchObject({ code: 'ibm_unavailable' })
  })
})

it.each([null, undefined, 'text', {}, Object.create(null), new Error('of others')])(
  '%o is no error of ours',
  (value) => {
    expect(value instanceof UpstreamError).toBe(false)
  },
)
