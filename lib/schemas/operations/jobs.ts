import { z } from 'zod'
import { createJobInput, job, updateJobInput } from '../job'
import { listOf } from '../list'
import { field } from '../logs'
import { common, inJob, inZone, type Operation, zonePath } from './operation'

const inDataset = inZone.extend({
  dataset: z
    .string()
    .max(256)
    .regex(/^[a-zA-Z0-9_-]+$/, 'Not the name of a dataset'),
})

export const jobOperations = {
  listFields: {
    ...common,
    method: 'GET',
    path: `${zonePath}/datasets/{dataset}/fields`,
    summary: "The fields of a dataset, from IBM's live list",
    permission: 'jobs.read',
    params: inDataset,
    response: listOf(field),
  },
  listJobs: {
    ...common,
    method: 'GET',
    path: `${zonePath}/jobs`,
    summary: 'The Logpush jobs of a zone',
    permission: 'jobs.read',
    params: inZone,
    response: listOf(job),
  },
  createJob: {
    ...common,
    method: 'POST',
    path: `${zonePath}/jobs`,
    summary: 'Create a Logpush job',
    permission: 'jobs.create',
    params: inZone,
    body: createJobInput,
    status: 201,
    response: job,
  },
  getJob: {
    ...common,
    method: 'GET',
    path: `${zonePath}/jobs/{jobId}`,
    summary: 'A Logpush job',
    permission: 'jobs.read',
    params: inJob,
    response: job,
  },
  updateJob: {
    ...common,
    method: 'PATCH',
    path: `${zonePath}/jobs/{jobId}`,
    summary: 'Change a Logpush job; only what differs is sent to IBM',
    permission: 'jobs.update',
    params: inJob,
    body: updateJobInput,
    response: job,
  },
  deleteJob: {
    ...common,
    method: 'DELETE',
    path: `${zonePath}/jobs/{jobId}`,
    summary: 'Delete a Logpush job',
    permission: 'jobs.delete',
    params: inJob,
    status: 204,
    response: null,
  },
} as const satisfies Record<string, Operation>
