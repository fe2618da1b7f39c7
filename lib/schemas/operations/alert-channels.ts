import {
  alertChannel,
  alertChannelList,
  alertDelivery,
  alertDeliveryPage,
  createAlertChannelInput,
  updateAlertChannelInput,
} from '../alert'
import { listAlertDeliveriesQuery } from '../alert-lists'
import { byId, common, type Operation } from './operation'

export const alertChannelOperations = {
  listAlertChannels: {
    ...common,
    method: 'GET',
    path: '/api/alert-channels',
    summary: 'Where your alerts are sent; administrators see everybody’s channels',
    permission: 'alerts.manage',
    response: alertChannelList,
  },
  createAlertChannel: {
    ...common,
    method: 'POST',
    path: '/api/alert-channels',
    summary: 'Create a webhook, a Slack-compatible webhook, or an e-mail channel',
    permission: 'alerts.manage',
    body: createAlertChannelInput,
    status: 201,
    response: alertChannel,
  },
  updateAlertChannel: {
    ...common,
    method: 'PATCH',
    path: '/api/alert-channels/{id}',
    summary: 'Change an alert channel; what is left out stays',
    permission: 'alerts.manage',
    params: byId,
    body: updateAlertChannelInput,
    response: alertChannel,
  },
  deleteAlertChannel: {
    ...common,
    method: 'DELETE',
    path: '/api/alert-channels/{id}',
    summary: 'Delete an alert channel that no rule uses',
    permission: 'alerts.manage',
    params: byId,
    status: 204,
    response: null,
  },
  testAlertChannel: {
    ...common,
    method: 'POST',
    path: '/api/alert-channels/{id}/test',
    summary: 'Send a test notice now, and say how that went',
    permission: 'alerts.manage',
    params: byId,
    response: alertDelivery,
  },
  listAlertDeliveries: {
    ...common,
    method: 'GET',
    path: '/api/alert-deliveries',
    summary: 'What was sent to channels, and how that went; the newest first',
    permission: 'alerts.manage',
    query: listAlertDeliveriesQuery,
    response: alertDeliveryPage,
  },
} as const satisfies Record<string, Operation>
