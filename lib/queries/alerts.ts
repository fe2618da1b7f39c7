import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { formRoutes } from '@/lib/form-routes'
import type {
  Alert,
  AlertChannel,
  AlertDelivery,
  AlertRule,
  AlertRuleList,
  CreateAlertChannelInput,
  CreateAlertRuleInput,
  UpdateAlertChannelInput,
  UpdateAlertRuleInput,
} from '@/lib/schemas/alert'
import { undated } from './as-of'
import { fetchJson, fetchNothing } from './fetcher'
import { keys } from './keys'

type Page<Item> = { items: Item[]; nextCursor: string | null }

/** What goes on is looked at again often: somebody waits for the recovery. */
const alertsEveryMs = 10_000
const listsEveryMs = 60_000

/** One's own alerts, to administrators everybody's: those that are open, or those that are over. */
export const useAlerts = (isOpen: boolean) =>
  useInfiniteQuery({
    queryKey: keys.alertList(isOpen),
    queryFn: ({ signal, pageParam }) =>
      fetchJson<Page<Alert>>(formRoutes.alerts(isOpen, pageParam), { signal }),
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
    refetchInterval: isOpen ? alertsEveryMs : listsEveryMs,
    meta: undated,
  })

/** One of them, open or over. */
export const useAlert = (id: string) =>
  useQuery({
    queryKey: keys.alert(id),
    queryFn: ({ signal }) => fetchJson<Alert>(formRoutes.alert(id), { signal }),
    refetchInterval: alertsEveryMs,
    meta: undated,
  })

export const useAlertRules = () =>
  useQuery({
    queryKey: keys.alertRules,
    queryFn: ({ signal }) => fetchJson<AlertRuleList>(formRoutes.alertRules(), { signal }),
    refetchInterval: listsEveryMs,
    meta: undated,
  })

export const useAlertChannels = () =>
  useQuery({
    queryKey: keys.alertChannels,
    queryFn: ({ signal }) =>
      fetchJson<{ items: AlertChannel[]; hasMail: boolean }>(formRoutes.alertChannels(), {
        signal,
      }),
    refetchInterval: listsEveryMs,
    meta: undated,
  })

export const useAlertDeliveries = () =>
  useInfiniteQuery({
    queryKey: keys.alertDeliveries,
    queryFn: ({ signal, pageParam }) =>
      fetchJson<Page<AlertDelivery>>(formRoutes.alertDeliveries(pageParam), { signal }),
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
    refetchInterval: alertsEveryMs,
    meta: undated,
  })

/** Everything about alerts hangs together: a rule names channels, an alert its rule. */
function useInvalidateAlerts() {
  const client = useQueryClient()
  return () =>
    Promise.all([
      client.invalidateQueries({ queryKey: keys.alerts }),
      client.invalidateQueries({ queryKey: keys.activity }),
    ])
}

export function useAcknowledge() {
  const onSettled = useInvalidateAlerts()
  return useMutation({
    mutationFn: ({ id, note }: { id: string; note: string }) =>
      fetchJson<Alert>(formRoutes.alertAcknowledge(id), { method: 'POST', body: { note } }),
    onSettled,
  })
}

export function useCreateRule() {
  const onSettled = useInvalidateAlerts()
  return useMutation({
    mutationFn: (body: CreateAlertRuleInput) =>
      fetchJson<AlertRule>(formRoutes.alertRules(), { method: 'POST', body }),
    onSettled,
  })
}

export function useUpdateRule() {
  const onSettled = useInvalidateAlerts()
  return useMutation({
    mutationFn: ({ id, body }: { id: string; body: UpdateAlertRuleInput }) =>
      fetchJson<AlertRule>(formRoutes.alertRule(id), { method: 'PATCH', body }),
    onSettled,
  })
}

export function useDeleteRule() {
  const onSettled = useInvalidateAlerts()
  return useMutation({
    mutationFn: (id: string) => fetchNothing(formRoutes.alertRule(id), { method: 'DELETE' }),
    onSettled,
  })
}

/** The request holds a secret: it is kept nowhere once it is answered. */
export function useCreateChannel() {
  const onSettled = useInvalidateAlerts()
  return useMutation({
    mutationFn: (body: CreateAlertChannelInput) =>
      fetchJson<AlertChannel>(formRoutes.alertChannels(), { method: 'POST', body }),
    gcTime: 0,
    onSettled,
  })
}

export function useUpdateChannel() {
  const onSettled = useInvalidateAlerts()
  return useMutation({
    mutationFn: ({ id, body }: { id: string; body: UpdateAlertChannelInput }) =>
      fetchJson<AlertChannel>(formRoutes.alertChannel(id), { method: 'PATCH', body }),
    gcTime: 0,
    onSettled,
  })
}

export function useDeleteChannel() {
  const onSettled = useInvalidateAlerts()
  return useMutation({
    mutationFn: (id: string) => fetchNothing(formRoutes.alertChannel(id), { method: 'DELETE' }),
    onSettled,
  })
}

export function useTestChannel() {
  const onSettled = useInvalidateAlerts()
  return useMutation({
    mutationFn: (id: string) =>
      fetchJson<AlertDelivery>(formRoutes.alertChannelTest(id), { method: 'POST' }),
    onSettled,
  })
}
