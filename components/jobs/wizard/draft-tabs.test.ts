import { expect, test } from 'vitest'
import { type Channel, holdDraft } from './draft-tabs'

/** Channels of one browser: what one says, all others hear, in order. */
function browser() {
  const channels = new Set<Channel>()
  let tabs = 0
  function open(key = 'draft', mayFollow = () => true) {
    const channel: Channel = {
      onmessage: null,
      postMessage: (data) => {
        for (const other of channels) {
          // As a browser gives it: a plain object.
          if (other !== channel) other.onmessage?.({ data } as MessageEvent)
        }
      },
      close: () => channels.delete(channel),
    }
    channels.add(channel)
    tabs++
    const tab = { isElsewhere: false }
    const hold = holdDraft(
      key,
      (isElsewhere) => {
        tab.isElsewhere = isElsewhere
      },
      { channel, id: `tab-${tabs}`, nowMs: 1000 + tabs, mayFollow },
    )
    return Object.assign(tab, { hold })
  }
  return { open }
}

const elsewhere = (tabs: { isElsewhere: boolean }[]) => tabs.map((tab) => tab.isElsewhere)

test('the tab that opened a draft first keeps it, and the others hear so', () => {
  const { open } = browser()
  const tabs = [open(), open(), open()]
  expect(elsewhere(tabs)).toEqual([false, true, true])
})

test('another draft is nobody else’s matter', () => {
  const { open } = browser()
  expect(elsewhere([open('one'), open('other')])).toEqual([false, false])
})

test('a tab that is told to keeps it, also against one that is opened afterwards', () => {
  const { open } = browser()
  const [first, second] = [open(), open()]
  second.hold.take()
  expect(elsewhere([first, second])).toEqual([true, false])
  expect(open().isElsewhere).toBe(true)
  first.hold.take()
  expect(elsewhere([first, second])).toEqual([false, true])
})

test('when it is left there, the oldest of the others keeps it', () => {
  const { open } = browser()
  const [first, second, third] = [open(), open(), open()]
  first.hold.leave()
  expect(elsewhere([second, third])).toEqual([false, true])
})

test('a tab that would undo what was kept elsewhere waits to be told', () => {
  const { open } = browser()
  const [first, second] = [open(), open('draft', () => false)]
  first.hold.leave()
  expect(second.isElsewhere).toBe(true)
  second.hold.take()
  expect(second.isElsewhere).toBe(false)
})

test('a tab that does not keep it leaves without a word', () => {
  const { open } = browser()
  const [first, second, third] = [open(), open(), open()]
  third.hold.leave()
  expect(elsewhere([first, second])).toEqual([false, true])
})
