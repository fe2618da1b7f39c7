/** The engine's own names, which some jobs hold. Source: the engine's documentation of its datasets. */
const IBM_NAMES: Record<string, string> = { spectrum_events: 'range_events' }

/** What CIS calls a dataset that the engine may call otherwise. */
export function ibmNameOf(dataset: string): string {
  return IBM_NAMES[dataset] ?? dataset
}
