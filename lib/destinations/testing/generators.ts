import type { CloudLogsInput } from '../cloud-logs'
import type { CosInput } from '../cos'
import type { Random } from './random'

export const regions = ['eu-de', 'us-south', 'eu', 'us', 'ap', 'jp-tok', 'ams03'] as const

const folderLetters = 'abcdefgXYZ0189-_.~ +=@:,;!$()[]\'"<>|^`éł日😀'

function folder(r: Random): string {
  const name = r.text(folderLetters, 1, 12).trim()
  return name === '' || /^\.+$/.test(name) ? 'logs' : name
}

export function anyPath(r: Random): string {
  return Array.from({ length: r.int(0, 4) }, () => folder(r)).join('/')
}

export function anyCos(r: Random): CosInput {
  const auth = r.pick(['challenge', 'apiKey'] as const)
  return {
    kind: 'cos',
    auth,
    instanceId: r.guid(),
    bucket: `b${r.text('abc019-', 1, 40)}z`,
    region: r.pick(regions),
    ...(r.chance(0.8) ? { path: anyPath(r) } : {}),
    ...(r.chance(0.7) ? { dailyFolders: r.chance(0.5) } : {}),
    ...(auth === 'apiKey'
      ? { apiKey: `FAKE-KEY-${r.text('abcDEF019_-', 8, 40)}` }
      : { ownershipToken: `eyJFAKE.${r.text('abcDEF019_-', 8, 200)}.FAKE` }),
  }
}

export function anyCloudLogs(r: Random): CloudLogsInput {
  return {
    kind: 'cloudLogs',
    instanceId: r.guid(),
    region: r.pick(['eu-de', 'us-south', 'jp-tok']),
    apiKey: `FAKE-KEY-${r.text('abcDEF019_-', 8, 40)}`,
    ...(r.chance(0.3) ? { applicationName: r.text('abc -', 0, 20).trim() } : {}),
    ...(r.chance(0.3) ? { subsystemName: r.text('abc :-', 0, 20).trim() } : {}),
  }
}
