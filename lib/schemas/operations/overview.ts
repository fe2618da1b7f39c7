import {
  coverage,
  coverageInput,
  inCoverage,
  overview,
  overviewExportQuery,
  overviewSearch,
  overviewSearchQuery,
  overviewStatus,
  overviewZonesPage,
  overviewZonesQuery,
} from '../overview'
import { common, type Operation, zonePath } from './operation'

export const overviewOperations = {
  getOverview: {
    ...common,
    method: 'GET',
    path: '/api/overview',
    summary:
      'How all zones are that you see: what is not delivering, and what happened since yesterday',
    permission: 'zones.read',
    response: overview,
  },
  getOverviewStatus: {
    ...common,
    method: 'GET',
    path: '/api/overview/status',
    summary:
      'The little of it that every page shows: how many jobs are not delivering, and how fresh the picture is',
    permission: 'zones.read',
    response: overviewStatus,
  },
  listOverviewZones: {
    ...common,
    method: 'GET',
    path: '/api/overview/zones',
    summary: 'Zones with the state of each dataset',
    permission: 'zones.read',
    query: overviewZonesQuery,
    response: overviewZonesPage,
  },
  searchOverview: {
    ...common,
    method: 'GET',
    path: '/api/overview/search',
    summary: 'Jobs by words of their names, zones, datasets and states',
    permission: 'jobs.read',
    query: overviewSearchQuery,
    response: overviewSearch,
  },
  exportOverview: {
    ...common,
    method: 'GET',
    path: '/api/overview/export',
    summary: 'The same as a file, a line a zone, dataset and job',
    permission: 'zones.read',
    query: overviewExportQuery,
    response: null,
    files: ['text/csv', 'application/json'],
  },
  updateCoverage: {
    ...common,
    method: 'PUT',
    path: `${zonePath}/coverage/{dataset}`,
    summary: 'Say whether a zone needs a dataset',
    permission: 'coverage.update',
    params: inCoverage,
    body: coverageInput,
    response: coverage,
  },
} as const satisfies Record<string, Operation>
