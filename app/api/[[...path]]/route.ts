import { notFound } from '@/lib/server/route'

export const dynamic = 'force-dynamic'

export const GET = notFound
export const POST = notFound
export const PUT = notFound
export const PATCH = notFound
export const DELETE = notFound
export const OPTIONS = notFound
