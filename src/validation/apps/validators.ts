// Deployments, ReplicaSets, DaemonSets and ControllerRevisions of `apps/v1` as the API server validates them; a StatefulSet has a
// file of its own. Source: pkg/apis/apps/validation and the strategies in pkg/registry/apps.
import { isJsonObject, type JsonObject } from '../../kube/object.ts';
import { quoted } from '../../kube/quoted.ts';
import { checkNonNegative, checkUnchanged, reportRequired } from '../checks.ts';
import { validatePodTemplate } from '../pods/template.ts';
import { type FieldErrors, type KindValidator, report, type Subject } from '../subject.ts';
import { memberOf, numberOf, optionalTextOf, structOf } from '../values.ts';
import { validateDaemonSetStrategy, validateDeploymentStrategy } from './rollout.ts';
import { validateStatefulSet } from './stateful-set.ts';
import { checkRunsOn, validatePodSelector } from './template.ts';

/** Validators of `apps/v1`. */
export const APPS: Readonly<Record<string, KindValidator>> = {
  'apps/v1 Deployment': validateDeployment,
  'apps/v1 ReplicaSet': validateReplicaSet,
  'apps/v1 StatefulSet': validateStatefulSet,
  'apps/v1 DaemonSet': validateDaemonSet,
  'apps/v1 ControllerRevision': validateControllerRevision,
};

/** Annotations that the server reads as integers of 64 bits when it converts an object, and what they hold. */
const TEMPLATE_GENERATION = 'deprecated.daemonset.template.generation';
const ROLLBACK_REVISION = 'deprecated.deployment.rollback.revision';

function validateDeployment(subject: Subject, out: FieldErrors): void {
  const { object } = subject;
  const spec = structOf(object, 'spec');
  checkInteger(out, object, ROLLBACK_REVISION, 'not negative');
  validateReplicated(subject, spec, 'Deployment', out);
  validateDeploymentStrategy(out, spec, '/spec');
  checkNonNegative(out, spec, '/spec', 'revisionHistoryLimit');
  checkNonNegative(out, spec, '/spec', 'progressDeadlineSeconds');
  const deadline = numberOf(spec, 'progressDeadlineSeconds');
  const ready = numberOf(spec, 'minReadySeconds') ?? 0;
  if (deadline !== undefined && deadline <= ready) {
    const message = `progressDeadlineSeconds is ${deadline}, and must be greater than minReadySeconds, which is ${ready}`;
    report(out, 'invalid', '/spec/progressDeadlineSeconds', message);
  }
}

function validateReplicaSet(subject: Subject, out: FieldErrors): void {
  validateReplicated(subject, structOf(subject.object, 'spec'), 'ReplicaSet', out);
}

/** What a Deployment and a ReplicaSet have in common. */
function validateReplicated(subject: Subject, spec: JsonObject, kind: string, out: FieldErrors): void {
  const old = subject.old && structOf(subject.old, 'spec');
  checkNonNegative(out, spec, '/spec', 'replicas');
  checkNonNegative(out, spec, '/spec', 'minReadySeconds');
  const template = structOf(spec, 'template');
  validatePodSelector(out, spec, '/spec');
  validatePodTemplate(out, template, '/spec/template', { minor: subject.minor, old: old && structOf(old, 'template') });
  checkRunsOn(out, template, '/spec/template', kind);
  if (old) checkUnchanged(out, spec, old, '/spec', 'selector');
}

function validateDaemonSet(subject: Subject, out: FieldErrors): void {
  const { object } = subject;
  const spec = structOf(object, 'spec');
  const old = subject.old && structOf(subject.old, 'spec');
  const template = structOf(spec, 'template');
  checkInteger(out, object, TEMPLATE_GENERATION);
  validatePodSelector(out, spec, '/spec');
  validatePodTemplate(out, template, '/spec/template', { minor: subject.minor, old: old && structOf(old, 'template') });
  checkRunsOn(out, template, '/spec/template', 'DaemonSet');
  checkNonNegative(out, spec, '/spec', 'minReadySeconds');
  validateDaemonSetStrategy(out, spec, '/spec');
  checkNonNegative(out, spec, '/spec', 'revisionHistoryLimit');
  if (old) checkUnchanged(out, spec, old, '/spec', 'selector');
}

function validateControllerRevision(subject: Subject, out: FieldErrors): void {
  checkNonNegative(out, subject.object, '', 'revision');
  const data = memberOf(subject.object, 'data');
  if (subject.old) checkUnchanged(out, subject.object, subject.old, '', 'data');
  else if (!isJsonObject(data)) reportRequired(out, '/data', 'data', 'it takes an object');
}

/** Checks an annotation that the server must be able to read as a number. */
function checkInteger(out: FieldErrors, object: JsonObject, annotation: string, bound?: 'not negative'): void {
  const text = optionalTextOf(structOf(structOf(object, 'metadata'), 'annotations'), annotation);
  if (text === undefined || (bound && text === '')) return;
  if (/^[+-]?[0-9]{1,18}$/.test(text) && !(bound && Number(text) < 0)) return;
  const pointer = `/metadata/annotations/${annotation}`;
  report(
    out,
    'invalid',
    pointer,
    `annotation \`${annotation}\` ${quoted(text)} must be a whole number${bound ? ' that is not negative' : ''}`,
  );
}
