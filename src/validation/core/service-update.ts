// A Service as the API server judges it on an update: what the new manifest leaves to the server is taken from the old object, what
// its new type has no use for is dropped. Source: pkg/registry/core/service of Kubernetes (patchAllocatedValues,
// normalizeClusterIPs, dropTypeDependentFields). What must not change is service-change.ts.
import type { Json, JsonObject } from '../../kube/object.ts';
import { booleanOf, isSame, listOf, memberOf, numberOf, objectsOf, textOf, textsOf } from '../values.ts';

type Writable = Record<string, Json>;

/** The new `spec` with the addresses and ports that the server keeps of the old one; both as completed, old with its addresses. */
export function specOnUpdate(spec: JsonObject, old: JsonObject): JsonObject {
  const next: Writable = { ...spec };
  keepAddresses(next, old);
  keepNodePorts(next, old);
  if (needsHealthCheck(old) && needsHealthCheck(next) && !numberOf(next, 'healthCheckNodePort')) {
    copy(next, old, 'healthCheckNodePort');
  }
  matchAddresses(next, old);
  keepPolicy(next, old);
  dropUnused(next, old);
  return next;
}

/** `spec` of a new Service with `clusterIPs` made of `clusterIP`, as the server does when only that is given. */
export function specOnCreate(spec: JsonObject): JsonObject {
  const first = textOf(spec, 'clusterIP');
  return first !== '' && listOf(spec, 'clusterIPs').length === 0 ? { ...spec, clusterIPs: [first] } : spec;
}

/** True where the server watches the health of a load balancer's nodes by a port of its own. */
export function needsHealthCheck(spec: JsonObject): boolean {
  return textOf(spec, 'type') === 'LoadBalancer' && textOf(spec, 'externalTrafficPolicy') === 'Local';
}

/** True for Services that the world outside may reach. */
export function isReachedFromOutside(spec: JsonObject): boolean {
  const type = textOf(spec, 'type');
  if (type === 'LoadBalancer' || type === 'NodePort') return true;
  return type === 'ClusterIP' && listOf(spec, 'externalIPs').length > 0;
}

function needsClusterIP(spec: JsonObject): boolean {
  return textOf(spec, 'type') !== 'ExternalName';
}

function needsNodePort(spec: JsonObject): boolean {
  const type = textOf(spec, 'type');
  return type === 'NodePort' || (type === 'LoadBalancer' && booleanOf(spec, 'allocateLoadBalancerNodePorts') !== false);
}

function keepAddresses(next: Writable, old: JsonObject): void {
  if (!needsClusterIP(old) || !needsClusterIP(next)) return;
  if (textOf(next, 'clusterIP') === '') copy(next, old, 'clusterIP');
  if (listOf(next, 'clusterIPs').length === 0) copy(next, old, 'clusterIPs');
}

function keepNodePorts(next: Writable, old: JsonObject): void {
  if (!needsNodePort(old) || !needsNodePort(next)) return;
  const used = usedNodePorts(next);
  const byName = new Map(
    objectsOf(old, 'ports').map((port) => [textOf(port, 'name'), numberOf(port, 'nodePort') ?? 0]),
  );
  next['ports'] = objectsOf(next, 'ports').map((port) => {
    const kept = numberOf(port, 'nodePort') ? 0 : (byName.get(textOf(port, 'name')) ?? 0);
    return kept === 0 || used.has(kept) ? port : { ...port, nodePort: kept };
  });
}

/** Joins `clusterIP` and `clusterIPs` where the manifest says only one of them. */
function matchAddresses(next: Writable, old: JsonObject): void {
  const [first, before] = [textOf(next, 'clusterIP'), textOf(old, 'clusterIP')];
  const given = textsOf(next, 'clusterIPs');
  const had = textsOf(old, 'clusterIPs');
  if (had.length > 0 && given.length === 0 && first === before) next['clusterIPs'] = had;
  if (first === before || !isSame(textsOf(next, 'clusterIPs'), had)) return;
  if (before !== '' && first === '') delete next['clusterIPs'];
  else next['clusterIPs'] = [first];
}

/** The policy of address families stays as it was; one family alone leaves the second address behind. */
function keepPolicy(next: Writable, old: JsonObject): void {
  if (!needsClusterIP(next)) return;
  if (textOf(next, 'ipFamilyPolicy') === '') copy(next, old, 'ipFamilyPolicy');
  if (textOf(next, 'ipFamilyPolicy') !== 'SingleStack') return;
  for (const field of ['clusterIPs', 'ipFamilies']) {
    const items = listOf(next, field);
    if (items.length > 1 && isSame(items, listOf(old, field))) next[field] = items.slice(0, 1);
  }
}

function dropUnused(next: Writable, old: JsonObject): void {
  if (needsClusterIP(old) && !needsClusterIP(next)) {
    if (isSame(listOf(next, 'clusterIPs'), listOf(old, 'clusterIPs'))) dropAll(next, ['clusterIP', 'clusterIPs']);
    dropUnchanged(next, old, 'ipFamilies');
    dropUnchanged(next, old, 'ipFamilyPolicy');
  }
  if (needsNodePort(old) && !needsNodePort(next) && isSameNodePorts(next, old)) {
    next['ports'] = objectsOf(next, 'ports').map((port) =>
      numberOf(port, 'nodePort') ? { ...port, nodePort: 0 } : port,
    );
  }
  if (needsHealthCheck(old) && !needsHealthCheck(next)) dropUnchanged(next, old, 'healthCheckNodePort');
  if (textOf(old, 'type') === 'LoadBalancer' && textOf(next, 'type') !== 'LoadBalancer') {
    dropUnchanged(next, old, 'allocateLoadBalancerNodePorts');
    dropUnchanged(next, old, 'loadBalancerClass');
  }
  if (isReachedFromOutside(old) && !isReachedFromOutside(next)) dropUnchanged(next, old, 'externalTrafficPolicy');
}

function isSameNodePorts(next: JsonObject, old: JsonObject): boolean {
  const [left, right] = [usedNodePorts(next), usedNodePorts(old)];
  return left.size === right.size && [...left].every((port) => right.has(port));
}

function usedNodePorts(spec: JsonObject): ReadonlySet<number> {
  return new Set(objectsOf(spec, 'ports').flatMap((port) => numberOf(port, 'nodePort') || []));
}

function copy(next: Writable, old: JsonObject, field: string): void {
  const value = memberOf(old, field);
  if (value !== undefined) next[field] = value;
}

function dropUnchanged(next: Writable, old: JsonObject, field: string): void {
  if (isSame(memberOf(next, field), memberOf(old, field))) delete next[field];
}

function dropAll(next: Writable, fields: readonly string[]): void {
  for (const field of fields) delete next[field];
}
