import { peopleOnZone } from '../people'
import { common, inZone, type Operation, zonePath } from './operation'

export const peopleOperations = {
  listPeople: {
    ...common,
    method: 'GET',
    path: `${zonePath}/people`,
    summary: 'Who sees a zone by grants, and through which group',
    permission: 'people.read',
    params: inZone,
    response: peopleOnZone,
  },
} as const satisfies Record<string, Operation>
