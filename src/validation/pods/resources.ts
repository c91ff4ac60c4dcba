// `resources` and `overhead` of a pod as a whole: what all its containers share. Source: validatePodResources of
// pkg/apis/core/validation, AggregateContainerRequests of k8s.io/component-helpers resource.
import { joinPointer } from '../../change/pointer.ts';
import type { JsonObject } from '../../kube/object.ts';
import { quoted } from '../../kube/quoted.ts';
import { reportForbidden } from '../checks.ts';
import { amountOf, isHugePages, podResourceName, validateResources } from '../quantities.ts';
import { type FieldErrors, report } from '../subject.ts';
import { has, objectOf, objectsOf, structOf, textOf } from '../values.ts';
import { type PodContext, SINCE } from './context.ts';

/** Checks what the pod as a whole asks for, against what its containers ask for. */
export function validatePodResources(out: FieldErrors, spec: JsonObject, pointer: string, { minor }: PodContext): void {
  const overhead = objectOf(spec, 'overhead');
  if (overhead) validateOverhead(out, overhead, `${pointer}/overhead`);
  const resources = objectOf(spec, 'resources');
  if (!resources || minor < SINCE.podLevelResources) return;
  const at = `${pointer}/resources`;
  if (textOf(structOf(spec, 'os'), 'name') === 'windows') {
    return reportForbidden(out, at, 'resources', 'for a pod on Windows as a whole');
  }
  if (has(resources, 'claims')) reportForbidden(out, `${at}/claims`, 'claims', 'for a pod as a whole');
  validateResources(out, resources, at, podResourceName);
  checkTotals(out, spec, structOf(resources, 'requests'), 'requests', at, () => true);
  checkTotals(out, spec, structOf(resources, 'limits'), 'limits', at, isHugePages);
  const limits = structOf(resources, 'limits');
  for (const [index, container] of objectsOf(spec, 'containers').entries()) {
    const own = structOf(structOf(container, 'resources'), 'limits');
    for (const name of Object.keys(own)) {
      const most = amountOf(limits, name);
      if (most === undefined || (amountOf(own, name) ?? 0) <= most) continue;
      const where = joinPointer(`${pointer}/containers/${index}/resources/limits`, name);
      report(out, 'invalid', where, `limit of ${quoted(name)} must not be more than that of the pod`);
    }
  }
}

/** Overhead is judged as limits of a container. */
function validateOverhead(out: FieldErrors, overhead: JsonObject, pointer: string): void {
  const found: FieldErrors = [];
  validateResources(found, { limits: overhead }, '');
  for (const { type, pointer: at, message } of found) {
    report(out, type, `${pointer}${at.replace('/limits', '')}`, message);
  }
}

/** A pod asks for no less than its containers at their busiest. */
function checkTotals(
  out: FieldErrors,
  spec: JsonObject,
  ofPod: JsonObject,
  field: string,
  pointer: string,
  judged: (name: string) => boolean,
): void {
  const totals = totalsOf(spec, field);
  for (const name of Object.keys(ofPod)) {
    const needed = judged(name) ? (totals.get(name) ?? 0) : 0;
    const given = amountOf(ofPod, name) ?? 0;
    // sums of fractions of cores are off by their last digit
    if (needed - given <= Math.abs(given) * 1e-12) continue;
    const where = joinPointer(`${pointer}/${field}`, name);
    report(
      out,
      'invalid',
      where,
      `${quoted(name)} must not be less than the ${field} of all containers, which are ${needed}`,
    );
  }
}

/** What containers ask for at once: all that run on, or an init container beside the sidecars that started before it. */
function totalsOf(spec: JsonObject, field: string): ReadonlyMap<string, number> {
  const running = new Map<string, number>();
  const sidecars = new Map<string, number>();
  const starting = new Map<string, number>();
  const add = (sums: Map<string, number>, name: string, amount: number) =>
    sums.set(name, (sums.get(name) ?? 0) + amount);
  const visit = (container: JsonObject, note: (name: string, amount: number) => void) => {
    const list = structOf(structOf(container, 'resources'), field);
    for (const name of Object.keys(list)) note(name, amountOf(list, name) ?? 0);
  };
  for (const container of objectsOf(spec, 'containers')) visit(container, (name, amount) => add(running, name, amount));
  for (const container of objectsOf(spec, 'initContainers')) {
    const stays = textOf(container, 'restartPolicy') === 'Always';
    visit(container, (name, amount) => {
      const busy = (sidecars.get(name) ?? 0) + amount;
      starting.set(name, Math.max(starting.get(name) ?? 0, busy));
      if (!stays) return;
      add(running, name, amount);
      sidecars.set(name, busy);
    });
  }
  return new Map(
    [...running.keys(), ...starting.keys()].map((name) => [
      name,
      Math.max(running.get(name) ?? 0, starting.get(name) ?? 0),
    ]),
  );
}
