import { job } from '../job'
import { createMoveInput, decideMoveInput } from '../move'
import { common, inJob, type Operation, zonePath } from './operation'

export const moveOperations = {
  moveJob: {
    ...common,
    method: 'POST',
    path: `${zonePath}/jobs/{jobId}/moves`,
    summary:
      'Move a job to another destination: 200 changed in place, 201 with a second job, 202 while the second job’s first delivery is waited for',
    permission: 'jobs.move',
    params: inJob,
    body: createMoveInput,
    otherStatuses: [201, 202],
    response: job,
  },
  decideMove: {
    ...common,
    method: 'POST',
    path: `${zonePath}/jobs/{jobId}/moves/decision`,
    summary: 'End a move that is under way: delete the old job now, or keep both',
    permission: 'jobs.move',
    params: inJob,
    body: decideMoveInput,
    response: job,
  },
} as const satisfies Record<string, Operation>
