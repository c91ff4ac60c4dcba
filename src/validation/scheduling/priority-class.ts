// What the API server refuses about a PriorityClass: values that belong to the system, and changes.
// Source: pkg/apis/scheduling of Kubernetes. That only one class is the default of a cluster only the cluster knows.
import { quoted } from '../../kube/quoted.ts';
import { checkOneOf, checkUnchanged, listed } from '../checks.ts';
import { type KindValidator, report } from '../subject.ts';
import { has, isTrue, numberOf, structOf, textOf } from '../values.ts';

const PREFIX = 'system-';
/** Classes that Kubernetes makes itself (systemPriorityClasses), and their values. */
const SYSTEM: ReadonlyMap<string, number> = new Map([
  ['system-cluster-critical', 2_000_000_000],
  ['system-node-critical', 2_000_001_000],
]);
/** HighestUserDefinablePriority. */
const HIGHEST = 1_000_000_000;
const POLICIES: readonly string[] = ['Never', 'PreemptLowerPriority'];

/** What the API server refuses about a scheduling.k8s.io/v1 PriorityClass. */
const validatePriorityClass: KindValidator = ({ object, old }, out) => {
  if (old) {
    if ((numberOf(object, 'value') ?? 0) !== (numberOf(old, 'value') ?? 0))
      checkUnchanged(out, object, old, '', 'value');
    checkUnchanged(out, object, old, '', 'preemptionPolicy');
    return;
  }
  const name = textOf(structOf(object, 'metadata'), 'name');
  const value = numberOf(object, 'value') ?? 0;
  const system = SYSTEM.get(name);
  if (!name.startsWith(PREFIX)) {
    if (value > HIGHEST) report(out, 'forbidden', '/value', `value is ${value}, and must be no more than ${HIGHEST}`);
  } else if (system === undefined) {
    const others = `names that start with \`${PREFIX}\` are only ${listed([...SYSTEM.keys()])}`;
    report(out, 'forbidden', '/metadata/name', `name ${quoted(name)} is not allowed: ${others}`);
  } else if (value !== system) {
    report(out, 'forbidden', '/value', `value is ${value}, and must be ${system} for ${quoted(name)}`);
  } else if (isTrue(object, 'globalDefault')) {
    report(out, 'forbidden', '/globalDefault', `globalDefault is not allowed for ${quoted(name)}`);
  }
  if (has(object, 'preemptionPolicy')) checkOneOf(out, object, '', 'preemptionPolicy', POLICIES);
};

/** Kinds of scheduling.k8s.io to their validators. */
export const SCHEDULING: Readonly<Record<string, KindValidator>> = {
  'scheduling.k8s.io/v1 PriorityClass': validatePriorityClass,
};
