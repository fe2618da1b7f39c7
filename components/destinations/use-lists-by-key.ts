'use client'

import { useEffect, useEffectEvent, useState } from 'react'
import { useBucketsByKey, useInstancesByKey } from '@/lib/queries/destinations'
import type { Through } from '@/lib/schemas/list'
import type { KeyLook } from './use-destination-check'

/** A list as the fields take it, whoever's right it was read with. */
type List<Item> = {
  data: Item[] | undefined
  error: Error | null
  isFetching: boolean
  dataUpdatedAt: number
  refetch: () => unknown
}

type ByKey<Item> = { list: List<Item>; isPartial: boolean }

/**
 * Lists with the right of the key that was typed, for who has none of their own at IBM: read once the key is known to be
 * good and nothing is chosen yet, and kept as long as it stands in the form. null: the key is not asked.
 *
 * @param through with whose right the usual list was read
 */
export function useInstancesWithKey(
  kind: 'cos' | 'cloudLogs',
  apiKey: string,
  look: KeyLook | null,
  through: Through | undefined,
  isChosen: boolean,
) {
  const reading = useInstancesByKey()
  const key = isAsked(through) && look?.state === 'found' ? apiKey : ''
  return useByKey(reading, key === '' ? null : { apiKey: key, kind }, isChosen)
}

/** The same for the buckets of an instance; '': none is chosen. */
export function useBucketsWithKey(apiKey: string, instanceId: string, isChosen: boolean) {
  const reading = useBucketsByKey()
  const input = apiKey === '' || instanceId === '' ? null : { apiKey, instanceId }
  return useByKey(reading, input, isChosen)
}

/** Who has a right of their own at IBM sees more with it than with a key that only writes. */
const isAsked = (through: Through | undefined) => through === 'none' || through === 'connection'

type Reading<Input, Item> = {
  data: { items: Item[]; asOf: string; partial?: true } | undefined
  variables: Input | undefined
  error: Error | null
  isPending: boolean
  mutate: (input: Input) => void
}

function useByKey<Input extends object, Item>(
  reading: Reading<Input, Item>,
  input: Input | null,
  isChosen: boolean,
): ByKey<Item> | null {
  const wanted = input && JSON.stringify(input)
  // What was typed by hand needs no list, and most keys that write may list nothing.
  const [asked, setAsked] = useState<string | null>(null)
  if (asked !== null && asked !== wanted) setAsked(null)
  if (asked === null && wanted !== null && !isChosen) setAsked(wanted)
  const read = useEffectEvent(() => {
    if (input) reading.mutate(input)
  })
  useEffect(() => {
    if (asked !== null) read()
  }, [asked])
  if (input === null || asked !== wanted) return null
  const isCurrent = JSON.stringify(reading.variables ?? null) === wanted
  const data = isCurrent ? reading.data : undefined
  return {
    isPartial: data?.partial === true,
    list: {
      data: data?.items,
      error: isCurrent ? reading.error : null,
      isFetching: !isCurrent || reading.isPending,
      dataUpdatedAt: data ? Date.parse(data.asOf) : 0,
      refetch: () => reading.mutate(input),
    },
  }
}
