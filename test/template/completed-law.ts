// The law of templates at the gates: a completed object has no drifts exactly when the found parameters, rendered and completed, give
// it back. Objects are drawn by changing one that conforms, anywhere.
import assert from 'node:assert/strict';
import { completionFor } from '../../src/bundle/api-data.ts';
import type { Json, JsonObject } from '../../src/kube/object.ts';
import { render } from '../../src/template/render.ts';
import { solve } from '../../src/template/solve.ts';
import { templateIn } from '../builders/template.ts';
import { type Draw, drawFrom, pick } from './generator.ts';

const { complete, filled } = completionFor('1.35');

/** The template of the benchmark: nothing in it is free, so that the law is an equality. */
const WEB = templateIn('bench/web-service.yaml');

function paramsFrom(draw: Draw): JsonObject {
  return {
    name: pick(['web', 'api', 'a'], draw),
    team: pick(['shop', 'pay'], draw),
    image: pick(['shop/web:1', 'shop/web:latest', 'shop/api@sha256:00'], draw),
    port: pick([8080, 1024], draw),
    replicas: 2 + draw(3),
    cpu: pick(['100m', '0.5', '1000m'], draw),
    memory: pick(['256Mi', '1024Mi', '1Gi'], draw),
    metrics: draw(2) === 0,
    host: pick(['shop.example.com', 'web'], draw),
    vars: ['A', 'B']
      .slice(0, draw(3))
      .map((name): JsonObject => (draw(2) === 0 ? { name, value: pick(['', 'x'], draw) } : { name, secret: 'k' })),
  };
}

/** What has been seen. */
export interface SeenCompleted {
  objects: number;
  conforming: number;
  drifting: number;
}

/** Members that a Deployment may have and the template has not: with their defaults, and with other values. */
const ADDED: readonly (readonly [string, Json])[] = [
  ['/spec/paused', true],
  ['/spec/paused', false],
  ['/spec/minReadySeconds', 5],
  ['/spec/minReadySeconds', 0],
  ['/spec/template/spec/dnsPolicy', 'Default'],
  ['/spec/template/spec/dnsPolicy', 'ClusterFirst'],
  ['/spec/template/spec/restartPolicy', 'Always'],
  ['/spec/template/spec/hostNetwork', true],
  ['/spec/template/spec/hostNetwork', false],
  ['/spec/template/spec/serviceAccount', 'web'],
  ['/spec/template/spec/serviceAccount', 'root'],
  ['/spec/template/spec/schedulerName', 'own'],
  ['/spec/template/spec/tolerations', [{ operator: 'Exists' }]],
  ['/spec/template/spec/tolerations', []],
  ['/spec/template/spec/initContainers', [{ name: 'init', image: 'x:1' }]],
  ['/spec/template/spec/containers/0/terminationMessagePolicy', 'FallbackToLogsOnError'],
  ['/spec/template/spec/containers/0/terminationMessagePolicy', 'File'],
  ['/spec/template/spec/containers/0/imagePullPolicy', 'Never'],
  ['/spec/template/spec/containers/0/ports/0/hostPort', 80],
  ['/spec/template/spec/containers/0/livenessProbe/failureThreshold', 7],
  ['/spec/template/spec/containers/0/livenessProbe/failureThreshold', 3],
  ['/spec/template/spec/containers/0/livenessProbe/httpGet/scheme', 'HTTPS'],
  ['/spec/template/spec/containers/0/resources/limits/cpu', '1'],
  ['/spec/template/spec/containers/0/resources/claims', [{ name: 'x' }]],
  ['/spec/template/spec/containers/0/env/0/valueFrom', { fieldRef: { fieldPath: 'spec.nodeName' } }],
  ['/spec/template/spec/volumes/1/configMap/defaultMode', 420],
  ['/spec/template/spec/volumes/1/configMap/defaultMode', 256],
  ['/spec/template/spec/volumes/1/configMap/items', [{ key: 'a', path: 'b' }]],
  ['/spec/template/spec/securityContext/runAsGroup', 0],
  ['/metadata/labels/other', 'x'],
  ['/metadata/finalizers', ['x/y']],
];

function change(object: JsonObject, draw: Draw): JsonObject {
  const copy = structuredClone(object) as Record<string, Json>;
  if (draw(3) === 0) {
    const [pointer, value] = pick(ADDED, draw);
    const tokens = pointer.slice(1).split('/');
    let at: Json | undefined = copy;
    for (const token of tokens.slice(0, -1)) at = (at as JsonObject | undefined)?.[token];
    if (typeof at === 'object' && at !== null)
      (at as Record<string, Json>)[tokens.at(-1) ?? ''] = structuredClone(value);
    return copy;
  }
  const holders: (Record<string, Json> | Json[])[] = [];
  const gather = (value: Json): void => {
    if (typeof value !== 'object' || value === null) return;
    holders.push(value as Record<string, Json>);
    for (const one of Object.values(value)) gather(one);
  };
  gather(copy['spec'] as Json);
  gather(copy['metadata'] as Json);
  const holder = pick(holders, draw);
  if (Array.isArray(holder)) {
    const kind = draw(4);
    if (kind === 0) holder.splice(draw(holder.length), 1);
    else if (kind === 1) holder.push(structuredClone(pick(holder, draw)));
    else if (kind === 2) holder.push(typeof holder[0] === 'string' ? 'more' : { name: 'more', image: 'x:1' });
    else holder.reverse();
    return copy;
  }
  const key = pick(Object.keys(holder), draw);
  const value = holder[key];
  if (draw(3) === 0) delete holder[key];
  else if (typeof value === 'number') holder[key] = value + 1;
  else if (typeof value === 'boolean') holder[key] = !value;
  else if (typeof value === 'string') holder[key] = pick(['web', `${value}x`, '1Gi', '', 'shop/web:latest'], draw);
  else holder[key] = pick<Json>([{}, [], 'x'], draw);
  return copy;
}

/** Checks the law on one drawn object. */
export function checkCompleted(seed: number, seen: SeenCompleted): void {
  const draw = drawFrom(seed);
  const made = render(WEB, paramsFrom(draw));
  assert.ok(made.ok, made.ok ? '' : JSON.stringify(made.problems));
  let changed = made.value[0]!.object;
  for (let times = draw(4); times > 0; times -= 1) changed = change(changed, draw);
  const object = complete(changed);
  seen.objects += 1;
  const found = [{ complete }, { complete, filled }].map((context) =>
    solve(WEB, [{ object }], { ...context, partial: true }),
  );
  const told = () =>
    `seed ${seed}\n${JSON.stringify(object)}\n${found.map((one) => one.drifts.map(({ type, pointer, message }) => `${type} ${pointer} ${message}`).join('\n')).join('\n---\n')}`;
  // What no server could read is completed by the short cut alone: then it explains more.
  const [slow = [], quick = []] = found.map((one) => one.drifts.map(({ type, pointer }) => `${type} ${pointer}`));
  assert.ok(quick.every((one) => slow.includes(one)) && (quick.length === 0) === (slow.length === 0), told());
  const again = render(WEB, found[0]?.params ?? {});
  const gives = again.ok && canonical(complete(again.value[0]!.object)) === canonical(object);
  const conforms = found[0]?.drifts.length === 0;
  assert.equal(conforms, gives, told());
  if (conforms) seen.conforming += 1;
  else seen.drifting += 1;
}

/** Members sorted, keyed lists sorted; both pull policies that the server chooses are one. */
function canonical(value: Json, field = ''): string {
  if (field === 'imagePullPolicy' && (value === 'Always' || value === 'IfNotPresent')) return '"server"';
  if (Array.isArray(value)) {
    const items = value.map((one: Json) => canonical(one));
    return `[${(field === 'command' || field === 'drop' ? items : items.sort()).join(',')}]`;
  }
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const map = value as JsonObject;
  return `{${Object.keys(map)
    .sort()
    .map((key) => `${JSON.stringify(key)}:${canonical(map[key] as Json, key)}`)
    .join(',')}}`;
}
