import { savedView, savedViewInput, savedViews } from '../saved-view'
import { byId, common, type Operation } from './operation'

export const savedViewOperations = {
  listSavedViews: {
    ...common,
    method: 'GET',
    path: '/api/saved-views',
    summary: 'Your saved views of the overview',
    permission: 'views.manage',
    response: savedViews,
  },
  saveView: {
    ...common,
    method: 'POST',
    path: '/api/saved-views',
    summary: 'Save a filter of the overview under a name; one of the same name is replaced',
    permission: 'views.manage',
    body: savedViewInput,
    status: 201,
    response: savedView,
  },
  deleteView: {
    ...common,
    method: 'DELETE',
    path: '/api/saved-views/{id}',
    summary: 'Delete a saved view',
    permission: 'views.manage',
    params: byId,
    status: 204,
    response: null,
  },
} as const satisfies Record<string, Operation>
