import { type ExportedText, jsonPieces, render } from './pieces'
import { changeBody, createBody, type ExportedChange, type ExportedJob } from './request'

/** The body of the request that creates this job, secrets as placeholders. Valid JSON. */
export function asJson(job: ExportedJob): ExportedText {
  return render(jsonPieces(createBody(job)))
}

/** The body of the PUT that saves a change: only what changes is in it. Valid JSON. */
export function asPatchJson(change: ExportedChange): ExportedText {
  return render(jsonPieces(changeBody(change)))
}
