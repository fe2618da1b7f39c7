import { useMutation } from '@tanstack/react-query'
import { formRoutes } from '@/lib/form-routes'
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
      fetchJson<Challenge>(formRoutes.challenges(instanceId, zoneId), {
        method: 'POST',
        body: input,
      }),
  })

export const useReadChallenge = (instanceId: string, zoneId: string) =>
  useMutation({
    mutationFn: (input: ReadChallengeInput) =>
      fetchJson<{ token: string }>(formRoutes.challengeRead(instanceId, zoneId), {
        method: 'POST',
        body: input,
      }),
  })

export const useValidateChallenge = (instanceId: string, zoneId: string) =>
  useMutation({
    mutationFn: (input: ValidateChallengeInput) =>
      fetchJson<ChallengeValidity>(formRoutes.challengeValidate(instanceId, zoneId), {
        method: 'POST',
        body: input,
      }),
  })
