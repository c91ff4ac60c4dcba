// What the API server fills in and a git gate without it would judge otherwise: for each, how to bring an object to the point
// where the server fills it in. Sends nothing and judges nothing.

import { gvkOf } from '../../src/kube/gvk.ts';
import { isJsonObject, type Json, type JsonObject } from '../../src/kube/object.ts';
import { podSpecOf, podSpecPathOf } from '../../src/kube/workload.ts';

/** One default. */
export interface ServerDefault {
  readonly name: string;
  /** An object like this one to which it applies; undefined where none can be made. */
  readonly vary: (object: JsonObject) => JsonObject | undefined;
}

const isPod = ({ kind }: JsonObject): boolean => kind === 'Pod';

/** A copy in which the member at a path is another one; `undefined` removes it. */
function withMember(object: JsonObject, path: readonly string[], value: Json | undefined): JsonObject {
  const [name = '', ...rest] = path;
  const { [name]: present, ...others } = object;
  if (rest.length === 0) return value === undefined ? others : { ...object, [name]: value };
  return { ...object, [name]: withMember(isJsonObject(present) ? present : {}, rest, value) };
}

/** A copy whose containers are other ones and whose pod spec has more members. */
function withContainers(
  object: JsonObject,
  change: (container: JsonObject) => JsonObject,
  more: JsonObject = {},
): JsonObject {
  const path = podSpecPathOf(gvkOf(object), new Map()) ?? [];
  const spec = podSpecOf(object, new Map()) ?? {};
  const changed = Object.entries(spec).map(([key, value]) => [
    key,
    key.toLowerCase().endsWith('containers') && Array.isArray(value) ? value.filter(isJsonObject).map(change) : value,
  ]);
  return withMember(object, path, { ...(Object.fromEntries(changed) as JsonObject), ...more });
}

const APPARMOR = 'container.apparmor.security.beta.kubernetes.io/';

/** The defaults of the server that a rule about pods can come across. */
export const SERVER_DEFAULTS: readonly ServerDefault[] = [
  {
    name: 'the AppArmor annotation of a Pod is copied into the field, which makes a securityContext',
    vary: (object) =>
      isPod(object)
        ? withMember(
            withContainers(object, (one) => withMember(one, ['securityContext'], undefined)),
            ['metadata', 'annotations'],
            { [`${APPARMOR}c0`]: 'runtime/default' },
          )
        : undefined,
  },
  {
    name: 'ports of a Pod in the network of its node become ports of the node',
    vary: (object) =>
      isPod(object)
        ? withContainers(object, (one) => ({ ...one, ports: [{ containerPort: 8080 }] }), { hostNetwork: true })
        : undefined,
  },
  {
    name: 'requests of a Pod are its limits where it states none',
    vary: (object) =>
      isPod(object)
        ? withContainers(object, (one) => ({ ...one, resources: { limits: { cpu: '1', memory: '1Gi' } } }))
        : undefined,
  },
  {
    name: 'a Job and a ReplicationController without labels take those of their template',
    vary: (object) =>
      object['kind'] === 'Job' || object['kind'] === 'ReplicationController'
        ? withMember(object, ['spec', 'template', 'metadata', 'labels'], { app: 'a', 'app.kubernetes.io/name': 'a' })
        : undefined,
  },
  {
    name: 'a volume without a source is an empty directory',
    vary: (object) => withContainers(object, (one) => one, { volumes: [{ name: 'v0' }] }),
  },
  {
    name: 'quantities are written in their canonical form',
    vary: (object) => {
      const quantities = { cpu: 0.5, memory: '1024Mi' };
      return withContainers(object, (one) => ({ ...one, resources: { limits: quantities, requests: quantities } }));
    },
  },
  {
    name: 'empty lists and maps, false and zero are dropped where the type cannot tell them from nothing',
    vary: (object) =>
      withContainers(object, (one) => ({ ...one, env: [], ports: [], args: [], stdin: false, tty: false }), {
        hostNetwork: false,
        hostPID: false,
        tolerations: [],
        nodeSelector: {},
        volumes: [],
      }),
  },
  {
    name: 'null in a place of its own is absent',
    vary: (object) =>
      withContainers(object, (one) => ({ ...one, env: null, ports: null, livenessProbe: null, resources: null }), {
        hostNetwork: null,
        volumes: null,
        tolerations: null,
      }),
  },
];
