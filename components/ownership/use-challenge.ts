import { useEffect, useRef, useState } from 'react'
import { type Control, useFormContext } from 'react-hook-form'
import { boundText, type ChallengeDestination } from '@/lib/destinations/challenge'
import type { JobDraft } from '@/lib/jobs/draft'
import { applyRepair, type Repair } from '@/lib/ownership/repairs'
import { readOwnershipToken } from '@/lib/ownership/token'
import { useCreateChallenge, useReadChallenge, useValidateChallenge } from '@/lib/queries/ownership'
import type { ChallengeValidity } from '@/lib/schemas/ownership'
import type { ZonePlace } from '@/lib/schemas/zone'
import type { Check } from './use-check'

/** How the token in the form came there. */
export type Arrival = { token: string; how: 'read' | 'pasted'; at: string }

/** Why a token was not validated: IBM (or the check before it) said no, or there was no answer. */
export type Refusal = { said: ChallengeValidity } | { error: unknown }

/** Lives as long as the form, so that walking through its steps forgets nothing. Never stored. */
const arrivals = new WeakMap<Control<JobDraft>, Arrival>()

/** Where the form has the token of the kind that is chosen. */
const tokenNameOf = ({ kind }: Pick<JobDraft, 'kind'>) =>
  kind === 'other' ? 'other.ownershipToken' : 'cos.ownershipToken'

const asChange = { shouldDirty: true } as const
const now = () => new Date().toISOString()

export type Challenge = ReturnType<typeof useChallenge>

/** What can be done about ownership, and how it went. Validating begins by itself as soon as nothing differs. */
export function useChallenge(place: ZonePlace, check: Check) {
  const { control, setValue, getValues, clearErrors } = useFormContext<JobDraft>()
  const create = useCreateChallenge(place.instanceId, place.zoneId)
  const read = useReadChallenge(place.instanceId, place.zoneId)
  const validate = useValidateChallenge(place.instanceId, place.zoneId)
  const [bringsToken, setBringsToken] = useState(false)
  /** The person is about to paste: the field takes the focus when it comes. */
  const [isPasting, setPasting] = useState(false)
  const [refusal, setRefusal] = useState<{ key: string; is: Refusal } | null>(null)
  const { conf, destination, token, comparison, draft } = check
  const tokenName = tokenNameOf(draft)
  const { asked, validated } = draft.ownership
  const isValidated = token !== '' && validated?.conf === conf
  const key = `${conf} ${token}`
  /** The token and destination that IBM was last asked about. */
  const tried = useRef('')

  function put(text: string) {
    // What IBM said was said of another token.
    if (text !== getValues(tokenName)) setValue('ownership.validated', null, asChange)
    setValue(tokenName, text, asChange)
    clearErrors(tokenName)
  }

  function take(text: string, how: Arrival['how']) {
    setPasting(false)
    const reading = readOwnershipToken(text)
    const clean = reading.ok ? reading.token.text : text
    arrivals.set(control, { token: clean, how, at: now() })
    tried.current = ''
    setRefusal(null)
    put(clean)
  }

  function pasteAnother() {
    if (asked?.conf !== conf) setBringsToken(true)
    setPasting(true)
    put('')
  }

  async function ask() {
    if (!destination) return
    try {
      const { filename } = await create.mutateAsync({ destination })
      put('')
      setPasting(false)
      setValue('ownership.asked', { at: now(), conf, filename }, asChange)
      read.reset()
    } catch {
      // The line shows it.
    }
  }

  async function readIt() {
    if (destination?.kind !== 'cos' || asked === null) return
    try {
      const { filename } = asked
      const { token: found } = await read.mutateAsync({ destination, filename })
      // Not over one that was pasted meanwhile.
      if (getValues(tokenName) === token) take(found, 'read')
    } catch {
      // The line shows it.
    }
  }

  async function runValidation() {
    if (!destination) return
    setRefusal(null)
    let is: Refusal
    try {
      const said = await validate.mutateAsync({ destination, token })
      if (said.valid) {
        if (getValues(tokenName) === token) {
          setValue('ownership.validated', { at: now(), conf }, asChange)
        }
        return
      }
      is = { said }
    } catch (error) {
      is = { error }
    }
    setRefusal({ key, is })
  }

  // Once for each token and destination; a person may repeat it.
  const mayValidate = token !== '' && destination !== null && comparison?.fits !== false
  useEffect(() => {
    if (!mayValidate || isValidated || tried.current === key) return
    tried.current = key
    void runValidation()
  })

  const arrival = arrivals.get(control)
  return {
    grant: () => setValue('ownership.granted', { at: now(), conf }, asChange),
    /** Shows the steps of the first line again. */
    ungrant: () => {
      create.reset()
      setValue('ownership.granted', null, asChange)
    },
    ask,
    isAsking: create.isPending,
    askError: create.isError && isOf(create.variables) ? create.error : null,
    readIt,
    isReading: read.isPending,
    readError: read.isError && isOf(read.variables) ? read.error : null,
    paste: (text: string) => take(text, 'pasted'),
    pasteAnother,
    isPasting,
    bringsToken,
    bringToken: pasteAnother,
    arrival: arrival?.token === token && token !== '' ? arrival : null,
    validateAgain: runValidation,
    isValidated,
    refusal: refusal?.key === key && !isValidated ? refusal.is : null,
    repair: (repair: Repair) => {
      if (repair.kind === 'askAgain') void ask()
      else if (repair.kind === 'pasteAnother') pasteAnother()
      else if (destination?.kind === 'cos') {
        const { path = '', dailyFolders = false } = applyRepair(destination, repair)
        setValue('cos.path', path, asChange)
        setValue('cos.dailyFolders', dailyFolders, asChange)
      }
    },
  }

  /** What went wrong for another destination is of no interest any more. */
  function isOf(sent: { destination: ChallengeDestination } | undefined): boolean {
    return sent !== undefined && boundText(sent.destination) === conf
  }
}
