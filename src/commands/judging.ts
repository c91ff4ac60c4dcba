// What `check` and `receive` share on the command line: their flags, and how a date and a version are written.
import { type KubernetesVersion, kubernetesVersion } from '../bundle/api-data.ts';
import { REPORT_NAMES } from '../reports/index.ts';
import { type Flag, UsageError } from './command.ts';

/** Flags that every gate with policies and a report shares. */
export const JUDGING_FLAGS: readonly Flag[] = [
  {
    name: 'policies',
    value: 'DIR|FILE|pack:NAME',
    repeatable: true,
    description: 'policies to judge by, instead of those of the configuration',
  },
  { name: 'config', value: 'FILE', description: 'configuration to use, instead of the nearest sallyport.yaml' },
  { name: 'format', value: 'NAME', choices: REPORT_NAMES, default: 'text', description: 'form of the report' },
  { name: 'now', value: 'DATE', description: 'judge as if it were this date (UTC), e.g. 2027-03-01' },
  {
    name: 'fail-on',
    value: 'LEVEL',
    choices: ['deny', 'warn'],
    description: 'what makes the exit code 1; deny unless the configuration says otherwise',
  },
  {
    name: 'kubernetes-version',
    value: 'VERSION',
    description: 'minor version that the objects are for, e.g. 1.35',
  },
  {
    name: 'schemas',
    value: 'DIR|FILE',
    repeatable: true,
    description: 'definitions to check custom resources against, beside those of the configuration',
  },
  { name: 'strict-kinds', description: 'take an object of a kind without a schema for an error' },
  {
    name: 'snapshot',
    value: 'FILE',
    description: 'namespaces and definitions of a cluster, as `sallyport snapshot` wrote them',
  },
];

/** The time that `--now` names, in milliseconds since the epoch; a date means its midnight in UTC. Without it, now. */
export function timeOf(written: string | undefined): number {
  if (written === undefined) return Date.now();
  const match = /^(\d{4}-\d{2}-\d{2})(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2}))?$/.exec(written);
  const time = match ? Date.parse(match[2] ? written : `${written}T00:00:00Z`) : Number.NaN;
  // Date.parse takes February 30 for March 2.
  const day = match ? new Date(`${match[1]}T00:00:00Z`) : undefined;
  if (Number.isNaN(time) || !day || day.toISOString().slice(0, 10) !== match?.[1]) {
    throw new UsageError(`--now is a date such as 2027-03-01 or 2027-03-01T12:00:00Z, not \`${written}\``);
  }
  return time;
}

/** The Kubernetes version that a flag names. */
export function versionOf(written: string | undefined): KubernetesVersion | undefined {
  if (written === undefined) return undefined;
  const known = kubernetesVersion(written);
  if (!known.ok) throw new UsageError(`--kubernetes-version: ${known.message}`);
  return known.version;
}
