export const alertsTabs = ['rules', 'channels', 'history', 'deliveries'] as const
export type AlertsTab = (typeof alertsTabs)[number]

export const isAlertsTab = (value: unknown): value is AlertsTab =>
  alertsTabs.some((tab) => tab === value)
