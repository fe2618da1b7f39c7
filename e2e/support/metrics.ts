/** With it the journeys' app answers GET /metrics. */
export const metricsToken = 'FAKE-metrics-token'
