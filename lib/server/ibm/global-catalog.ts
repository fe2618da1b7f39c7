import 'server-only'
import { env } from '@/lib/server/env'
import { UpstreamError } from '@/lib/server/errors'
import { readJson, unusable } from './envelope'
import { endpointUrl, path } from './path'
import { type CallContext, callWithToken } from './token'
import { isObject } from './upstream-message'

export type Plan = {
  /** The catalog entry's name, such as `enterprise-usage`: what code may compare. */
  name: string
  /** As the console shows it; null when the entry has none in English. */
  displayName: string | null
}

const textOf = (value: unknown) => (typeof value === 'string' && value !== '' ? value : null)

function member(value: unknown, name: string): unknown {
  return isObject(value) ? value[name] : undefined
}

/**
 * The catalog entry behind a `resource_plan_id`; null when the catalog has none or does not show it.
 * Its shape, `overview_ui.en.display_name` included, is IBM's Global Catalog v1 by its SDK.
 */
export async function getPlan(context: CallContext, planId: string): Promise<Plan | null> {
  try {
    const answer = await callWithToken(context.token, {
      url: endpointUrl(env().IBMCLOUD_GLOBAL_CATALOG_API_ENDPOINT, path`/api/v1/${planId}`),
      route: 'catalog /api/v1/{planId}',
      deadlineMs: context.deadlineMs,
      requestId: context.requestId,
    })
    const body = readJson(answer)
    if (!isObject(body)) throw unusable(answer)
    const name = textOf(body.name)
    const displayName =
      textOf(member(member(body.overview_ui, 'en'), 'display_name')) ?? textOf(body.display_name)
    if (name === null && displayName === null) return null
    return { name: name ?? displayName ?? '', displayName }
  } catch (error) {
    const status = error instanceof UpstreamError ? error.facts.status : undefined
    if (status === 404 || status === 403) return null
    throw error
  }
}

/** The plan's name for people; null when the catalog does not say. */
export async function planName(context: CallContext, planId: string): Promise<string | null> {
  const plan = await getPlan(context, planId)
  return plan === null ? null : (plan.displayName ?? plan.name)
}
