import { Fragment } from 'react'

/** Behind what machine text may break: not within `://`, nor before another sign of its kind. */
const joints = /(?<=[/=,_.-])(?![/=,_.-])/

/** Whether what follows this text may stand on the next line. */
export const endsInJoint = (text: string) => /[/=,_.-]$/.test(text)

/** Machine text that breaks at its joints where it must break; letters that are copied out of it have no signs between. */
export function Breakable({ text }: { text: string }) {
  return text.split(joints).map((piece, at) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: pieces of one text, in their order
    <Fragment key={at}>
      {at > 0 && <wbr />}
      {piece}
    </Fragment>
  ))
}
