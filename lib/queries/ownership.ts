import { useMutation } from '@tanstack/react-query'
import { apiRoutes } from '@/lib/routes'
import type {
  Challenge,
  ChallengeValidity,
  CreateChallengeInput,
  ReadChallengeInput,
  ValidateChallengeInput,
} from '@/lib/schemas/ownership'
import { fetchJson } from './fetcher'

export const useCreateChallenge = (instanceId: string, zoneId: string) =>
  useMutation({
    mutationFn: (input: CreateChallengeInput) =>
      fetchJson<Challenge>(apiRoutes.challenges(instanceId, zoneId), {
        method: 'POST',
        body: input,
      }),
  })

export const useReadChallenge = (instanceId: string, zoneId: string) =>
  useMutation({
    mutationFn: (input: ReadChallengeInput) =>
      fetchJson<{ token: string }>(apiRoutes.challengeRead(instanceId, zoneId), {
        method: 'POST',
        body: input,
      }),
  })

export const useValidateChallenge = (instanceId: string, zoneId: string) =>
  useMutation({
    mutationFn: (input: ValidateChallengeInput) =>
      fetchJson<ChallengeValidity>(apiRoutes.challengeValidate(instanceId, zoneId), {
        method: 'POST',
        body: input,
      }),
  })
