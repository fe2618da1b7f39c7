/** `20260501` of a moment, in UTC. Source: IBM's CLI reference, on `{DATE}`. */
function day(at: number): string {
  return new Date(at).toISOString().slice(0, 10).replaceAll('-', '')
}

/** `20260501T120000Z`. */
function second(at: number): string {
  return `${new Date(at).toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`
}

function folder(path: string, at: number): string {
  const dated = path.replaceAll('{DATE}', day(at))
  return dated === '' ? '' : `${dated}/`
}

/**
 * The name of a delivered file, `<path>/[YYYYMMDD/]<start>_<end>_<8 hex>.log.gz`. Well known of the engine's pushes to buckets,
 * but on no page of IBM's or the engine's: unproven.
 */
export function objectKey(path: string, startMs: number, endMs: number, tail: string): string {
  return `${folder(path, startMs)}${second(startMs)}_${second(endMs)}_${tail}.log.gz`
}

/**
 * The name of the ownership challenge's file. The file's own name is that of the engine's documentation; that it lies
 * in the day's folder when the path holds `{DATE}` is unproven.
 */
export function challengeKey(path: string, at: number): string {
  return `${folder(path, at)}ownership-challenge.txt`
}
