'use client'

import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { chunk, useChunk } from '@/components/ui/chunk'
import { DialogComing } from '@/components/ui/dialog-coming'
import { Notice } from '@/components/ui/notice'
import { PageTitle } from '@/components/ui/page-title'
import { Tabs } from '@/components/ui/tabs'
import { showToast } from '@/components/ui/toast'
import { useAlertChannels, useAlertRules, useAlerts } from '@/lib/queries/alerts'
import { routes } from '@/lib/routes'
import type { Alert, AlertChannel, AlertRule } from '@/lib/schemas/alert'
import { headline } from './alert-words'
import { AlertsList } from './alerts-list'
import { ChannelsTable } from './channels-table'
import { DeliveriesTable } from './deliveries-table'
import { LinkedAlert } from './linked-alert'
import { RulesTable } from './rules-table'
import type { AlertsTab } from './tabs'

const dialogs = chunk(async () => {
  const [{ RuleDialog }, { ChannelDialog }, { AcknowledgeDialog }, { DeleteDialog }] =
    await Promise.all([
      import('./rule-dialog'),
      import('./channel-dialog'),
      import('./acknowledge-dialog'),
      import('./delete-dialog'),
    ])
  return { RuleDialog, ChannelDialog, AcknowledgeDialog, DeleteDialog }
})

/** What somebody is about to do. `rule` and `channel` null: a new one. */
type Act =
  | { kind: 'rule'; rule: AlertRule | null }
  | { kind: 'channel'; channel: AlertChannel | null }
  | { kind: 'acknowledge'; alert: Alert }
  | { kind: 'delete'; what: 'rule' | 'channel'; id: string; name: string }

/** What is open, and who is told of what. `isOfIbm`: by a right of their own at IBM. */
export function Alerts({
  isOfIbm,
  isAdministrator,
  tab: firstTab,
  linked: firstLinked,
}: {
  isOfIbm: boolean
  isAdministrator: boolean
  tab: AlertsTab
  /** The alert that a link names. */
  linked: string | null
}) {
  const open = useAlerts(true)
  const rules = useAlertRules()
  const channels = useAlertChannels()
  const [act, setAct] = useState<Act | null>(null)
  const [tab, setTab] = useState(firstTab)
  const [linked, setLinked] = useState(firstLinked)
  const parts = useChunk(act ? dialogs : null)
  const close = () => setAct(null)
  const done = (text: string) => () => {
    close()
    showToast({ text })
  }
  const items = open.data?.pages.flatMap((page) => page.items) ?? []
  const { key, rest } = headline(items, open.hasNextPage)
  const hasRules = (rules.data?.items.length ?? 0) > 0
  const hasNoChannel = channels.data?.items.length === 0
  const newRule = (variant: 'primary' | 'secondary') => (
    <Button variant={variant} icon="plus" onClick={() => setAct({ kind: 'rule', rule: null })}>
      New rule
    </Button>
  )
  const start = hasNoChannel ? (
    <>
      <Button
        variant="primary"
        icon="plus"
        onClick={() => setAct({ kind: 'channel', channel: null })}
      >
        New channel
      </Button>
      {newRule('secondary')}
    </>
  ) : (
    newRule('primary')
  )
  const choose = (next: AlertsTab) => {
    setTab(next)
    window.history.replaceState(null, '', routes.alerts(next))
  }

  return (
    <>
      <PageTitle title="Alerts" actions={hasRules && newRule('primary')}>
        <p className="max-w-form text-ink-2">
          Who is notified, and when, that a job is not delivering.
        </p>
      </PageTitle>
      {isOfIbm && !isAdministrator && (
        <Notice className="mt-4 max-w-form" title="Sent only while you are signed in.">
          Your alerts are checked with your own right at IBM Cloud, which ends with your session.
          For alerts around the clock, an administrator connects the account.
        </Notice>
      )}
      {linked && (
        <LinkedAlert
          id={linked}
          onAcknowledge={(alert) => setAct({ kind: 'acknowledge', alert })}
          onClose={() => {
            setLinked(null)
            window.history.replaceState(null, '', routes.alerts(tab))
          }}
        />
      )}
      <section aria-labelledby="open-alerts" className="mt-6">
        <h2 id="open-alerts" className="sr-only">
          Open alerts
        </h2>
        {open.data && (
          <p role="status" className="mb-3 text-lead">
            <strong className="font-semibold">{key}</strong>
            {rest && ` ${rest}`}
          </p>
        )}
        <AlertsList
          list={open}
          isOpen
          without={linked}
          labelledBy="open-alerts"
          onAcknowledge={(alert) => setAct({ kind: 'acknowledge', alert })}
        />
      </section>
      <Tabs<AlertsTab>
        className="mt-8"
        label="Alerts"
        value={tab}
        onChange={choose}
        tabs={[
          {
            value: 'rules',
            label: 'Rules',
            content: (
              <RulesTable
                rules={rules}
                channels={channels.data?.items ?? null}
                showsOwner={isAdministrator}
                start={start}
                onEdit={(rule) => setAct({ kind: 'rule', rule })}
                onDelete={({ id, name }) => setAct({ kind: 'delete', what: 'rule', id, name })}
              />
            ),
          },
          {
            value: 'channels',
            label: 'Channels',
            content: (
              <ChannelsTable
                channels={channels}
                showsOwner={isAdministrator}
                onNew={() => setAct({ kind: 'channel', channel: null })}
                onEdit={(channel) => setAct({ kind: 'channel', channel })}
                onDelete={({ id, name }) => setAct({ kind: 'delete', what: 'channel', id, name })}
              />
            ),
          },
          { value: 'history', label: 'History', content: <History /> },
          { value: 'deliveries', label: 'Delivery log', content: <DeliveriesTable /> },
        ]}
      />
      {act && !parts && <DialogComing onClose={close} />}
      {parts && act?.kind === 'rule' && (
        <parts.RuleDialog
          rule={act.rule}
          groups={rules.data?.groups ?? null}
          channels={channels}
          onClose={close}
          onSaved={done(act.rule ? 'Rule saved.' : 'Rule created.')}
        />
      )}
      {parts && act?.kind === 'channel' && (
        <parts.ChannelDialog
          channel={act.channel}
          hasMail={channels.data?.hasMail ?? false}
          onClose={close}
          onSaved={() => {
            const stays = !hasRules && !act.channel
            close()
            choose(stays ? 'rules' : 'channels')
            showToast({
              text: act.channel ? 'Channel saved.' : 'Channel created. Send a test to check it.',
              ...(stays && {
                action: { label: 'View channels', onAct: () => choose('channels') },
              }),
            })
          }}
        />
      )}
      {parts && act?.kind === 'acknowledge' && (
        <parts.AcknowledgeDialog
          alert={act.alert}
          onClose={close}
          onDone={done(act.alert.acknowledged ? 'Note saved.' : 'Alert acknowledged.')}
        />
      )}
      {parts && act?.kind === 'delete' && (
        <parts.DeleteDialog
          what={act.what}
          id={act.id}
          name={act.name}
          onClose={close}
          onDone={done(`${act.what === 'rule' ? 'Rule' : 'Channel'} ${act.name} deleted.`)}
        />
      )}
    </>
  )
}

/** What is over; read only where somebody looks at it. */
function History() {
  const past = useAlerts(false)
  return <AlertsList list={past} isOpen={false} label="Alerts that are over" />
}
