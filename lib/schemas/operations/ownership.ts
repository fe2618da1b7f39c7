import {
  challenge,
  challengeToken,
  challengeValidity,
  createChallengeInput,
  readChallengeInput,
  validateChallengeInput,
} from '../ownership'
import { common, inZone, type Operation, zonePath } from './operation'

export const ownershipOperations = {
  createChallenge: {
    ...common,
    method: 'POST',
    path: `${zonePath}/ownership-challenges`,
    summary: 'Ask IBM to write a challenge file into the bucket',
    permission: 'challenges.create',
    params: inZone,
    body: createChallengeInput,
    status: 201,
    response: challenge,
  },
  readChallenge: {
    ...common,
    method: 'POST',
    path: `${zonePath}/ownership-challenges/read`,
    summary:
      'Read the challenge file, with your own IAM token or, where your access allows the bucket by name, with a connection',
    permission: 'challenges.create',
    params: inZone,
    body: readChallengeInput,
    response: challengeToken,
  },
  validateChallenge: {
    ...common,
    method: 'POST',
    path: `${zonePath}/ownership-challenges/validate`,
    summary: 'Check an ownership token here, then with IBM',
    permission: 'challenges.create',
    params: inZone,
    body: validateChallengeInput,
    response: challengeValidity,
  },
} as const satisfies Record<string, Operation>
