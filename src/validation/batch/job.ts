// Jobs as the API server validates them; what a Job and the template of a CronJob have in common is job-spec.ts. The server
// itself adds the selector and the labels by which a Job finds its Pods. Source: pkg/apis/batch/validation and
// pkg/registry/batch/job/strategy.go.
import { joinPointer } from '../../change/pointer.ts';
import type { JsonObject } from '../../kube/object.ts';
import { quoted } from '../../kube/quoted.ts';
import { checkSelected } from '../apps/template.ts';
import { checkUnchanged, reportRequired } from '../checks.ts';
import { dnsLabel } from '../names.ts';
import { withoutClosedGates } from '../pods/closed-gates.ts';
import { validateLabelSelector } from '../selectors.ts';
import { type FieldErrors, report, type Subject } from '../subject.ts';
import { has, isSame, isTrue, memberOf, numberOf, objectOf, objectsOf, structOf, textOf } from '../values.ts';
import { validateJobSpec } from './job-spec.ts';

const UID_LABELS: readonly string[] = ['controller-uid', 'batch.kubernetes.io/controller-uid'];
const NAME_LABELS: readonly string[] = ['job-name', 'batch.kubernetes.io/job-name'];
const GENERATED: ReadonlySet<string> = new Set([...UID_LABELS, ...NAME_LABELS]);

/**
 * The release from which on a suspended Job may change the resources of its containers (MutablePodResourcesForSuspendedJobs); that
 * none of its Pods runs any more is known to the cluster alone.
 */
const RESOURCES_CHANGE_SINCE = 36;

/** Fields of a spec that stay as they are. */
const UNCHANGED: readonly string[] = [
  'completionMode',
  'podFailurePolicy',
  'backoffLimitPerIndex',
  'managedBy',
  'successPolicy',
];

/** Validates a Job. */
export function validateJob(subject: Subject, out: FieldErrors): void {
  const { object, minor } = subject;
  const spec = structOf(object, 'spec');
  const old = subject.old && structOf(subject.old, 'spec');
  validateJobSpec(out, spec, '/spec', { minor, old });
  validateIndexedName(out, object, spec);
  if (old) validateChanges(out, spec, old, minor);
  // what the server has generated before is in the old object, and stays; a manifest that replaces a manifest has nothing of it
  if (old && isTrue(old, 'manualSelector') && !isTrue(spec, 'manualSelector')) {
    const message = 'manualSelector must stay true: the labels that the server would select by are not there';
    report(out, 'immutable', '/spec/manualSelector', message);
  }
  if (old && has(old, 'selector')) checkUnchanged(out, spec, old, '/spec', 'selector');
  else if (isTrue(spec, 'manualSelector')) validateManualSelector(out, spec);
  else validateGenerated(out, object, spec);
}

function validateManualSelector(out: FieldErrors, spec: JsonObject): void {
  const selector = objectOf(spec, 'selector');
  if (!selector) return reportRequired(out, '/spec/selector', 'selector', 'manualSelector is true');
  validateLabelSelector(out, selector, '/spec/selector');
  checkSelected(out, selector, structOf(spec, 'template'), '/spec/template');
}

/** What the author writes beside the generated selector and labels must agree with them; the uid is not known before. */
function validateGenerated(out: FieldErrors, object: JsonObject, spec: JsonObject): void {
  const name = textOf(structOf(object, 'metadata'), 'name');
  const template = structOf(spec, 'template');
  const labels = structOf(structOf(template, 'metadata'), 'labels');
  for (const label of Object.keys(labels)) {
    if (!GENERATED.has(label)) continue;
    const pointer = joinPointer('/spec/template/metadata/labels', label);
    if (UID_LABELS.includes(label)) {
      report(out, 'invalid', pointer, `label \`${label}\` is set by the server, to a uid that nobody knows before`);
    } else if (name !== '' && labels[label] !== name) {
      report(out, 'invalid', pointer, `label \`${label}\` must be the name of the Job, ${quoted(name)}`);
    }
  }
  const selector = objectOf(spec, 'selector');
  if (!selector) return;
  const before = out.length;
  validateLabelSelector(out, selector, '/spec/selector');
  if (out.length > before) return;
  const wanted = structOf(selector, 'matchLabels');
  const known: Record<string, string> = {};
  for (const label of NAME_LABELS) known[label] = name;
  const strange = Object.keys(wanted).find((label) => UID_LABELS.includes(label) || wanted[label] !== known[label]);
  const expressions = memberOf(selector, 'matchExpressions');
  if (strange === undefined && !(Array.isArray(expressions) && expressions.length > 0)) return;
  const message = 'selector is set by the server unless manualSelector is true, and must not select by anything else';
  report(out, 'invalid', '/spec/selector', message);
}

/** Pods of an Indexed Job have its name and their index as host name. */
function validateIndexedName(out: FieldErrors, object: JsonObject, spec: JsonObject): void {
  const completions = numberOf(spec, 'completions') ?? 0;
  const name = textOf(structOf(object, 'metadata'), 'name');
  if (textOf(spec, 'completionMode') !== 'Indexed' || completions <= 0 || name === '') return;
  const fault = dnsLabel(`${name}-${completions - 1}`);
  if (fault === undefined) return;
  report(
    out,
    'invalid',
    '/metadata/name',
    `host name ${quoted(`${name}-${completions - 1}`)} of the last Pod ${fault}`,
  );
}

function validateChanges(out: FieldErrors, spec: JsonObject, old: JsonObject, minor: number): void {
  for (const field of UNCHANGED) checkUnchanged(out, spec, old, '/spec', field);
  validateCompletionsChange(out, spec, old);
  const template = structOf(spec, 'template');
  const before = structOf(old, 'template');
  checkGeneratedLabels(out, labelsOf(template), labelsOf(before));
  const suspended = isTrue(old, 'suspend');
  const kept = suspended && minor >= RESOURCES_CHANGE_SINCE ? withResourcesOf(template, before) : template;
  if (isSame(fixed(kept, before, suspended), fixed(before, before, suspended))) return;
  const message = suspended
    ? 'template must not change but for labels, annotations, and what its Pods need to be scheduled'
    : 'template of a Job must not change';
  report(out, 'immutable', '/spec/template', message);
}

/** A template with the resources of the containers of another, where both have the same containers. */
function withResourcesOf(template: JsonObject, old: JsonObject): JsonObject {
  const spec = structOf(template, 'spec');
  const lists = ['containers', 'initContainers'].map((list) => {
    const before = objectsOf(structOf(old, 'spec'), list);
    const containers = objectsOf(spec, list);
    if (before.length !== containers.length) return [list, containers];
    const kept = containers.map((container, index) => {
      const { resources: _resources, ...rest } = container;
      const resources = memberOf(before[index]!, 'resources');
      const same = textOf(before[index]!, 'name') === textOf(container, 'name');
      return same ? { ...rest, ...(resources !== undefined && { resources }) } : container;
    });
    return [list, kept];
  });
  return { ...template, spec: { ...spec, ...Object.fromEntries(lists) } };
}

/** Labels that the server has generated stay, also where others may change. */
function checkGeneratedLabels(out: FieldErrors, labels: JsonObject, old: JsonObject): void {
  for (const label of GENERATED) {
    const before = memberOf(old, label);
    if (before === undefined || memberOf(labels, label) === before) continue;
    const pointer = joinPointer('/spec/template/metadata/labels', label);
    report(out, 'immutable', pointer, `label \`${label}\` is set by the server, and must not change`);
  }
}

function labelsOf(template: JsonObject): JsonObject {
  return structOf(structOf(template, 'metadata'), 'labels');
}

/** Completions change with parallelism alone, and in Indexed Jobs only. */
function validateCompletionsChange(out: FieldErrors, spec: JsonObject, old: JsonObject): void {
  if (textOf(spec, 'completionMode') !== 'Indexed') {
    checkUnchanged(out, spec, old, '/spec', 'completions');
    return;
  }
  const completions = numberOf(spec, 'completions');
  if (completions === undefined || completions === numberOf(old, 'completions')) return;
  if (completions === numberOf(spec, 'parallelism')) return;
  report(
    out,
    'immutable',
    '/spec/completions',
    'completions may change only together with parallelism, and to the same number',
  );
}

/** A template without what an update may change: generated labels, and of a suspended Job what says where its Pods go. */
function fixed(template: JsonObject, old: JsonObject, suspended: boolean): JsonObject {
  const { labels: _labels, annotations, ...metadata } = structOf(template, 'metadata');
  const pod = withoutClosedGates(structOf(template, 'spec'));
  if (!suspended) {
    const before = labelsOf(old);
    const labels = Object.entries(labelsOf(template)).filter(([label]) => !GENERATED.has(label) || has(before, label));
    const kept = { ...metadata, labels: Object.fromEntries(labels), annotations: annotations ?? {} };
    return { ...template, metadata: kept, spec: pod };
  }
  const { nodeSelector: _n, tolerations: _t, schedulingGates: _g, affinity: _a, ...otherPod } = pod;
  const { nodeAffinity: _node, ...affinity } = structOf(pod, 'affinity');
  return { ...template, metadata, spec: { ...otherPod, affinity } };
}
