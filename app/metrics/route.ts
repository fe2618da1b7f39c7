import { answerScrape } from '@/lib/server/metrics/answer'

export const dynamic = 'force-dynamic'

/** For Prometheus, outside of the API: with a token of its own, and text for an answer. */
export const GET = answerScrape
