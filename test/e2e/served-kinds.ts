// Which kinds an API server serves, and where, as its own discovery says.
import type { ControlPlane } from './control-plane.ts';

/** Where a kind is served: `/apis/apps/v1` and `deployments`. */
export interface Resource {
  readonly root: string;
  readonly name: string;
  readonly namespaced: boolean;
}

/** The kinds that the server serves; each of the given ones must be among them. */
export async function discover(plane: ControlPlane, kinds: readonly string[]): Promise<ReadonlyMap<string, Resource>> {
  const found = await servedKinds(plane);
  for (const kind of kinds) if (!found.has(kind)) throw new Error(`the server does not serve ${kind}`);
  return found;
}

/** All kinds that the server serves, by `apps/v1 Deployment`. */
export async function servedKinds(plane: ControlPlane): Promise<ReadonlyMap<string, Resource>> {
  const { body } = await plane.send('GET', '/apis');
  const groups = body['groups'] as readonly { readonly versions: readonly { readonly groupVersion: string }[] }[];
  const versions = groups.flatMap((group) => group.versions.map(({ groupVersion }) => groupVersion));
  const found = new Map<string, Resource>();
  for (const version of ['v1', ...versions]) {
    const root = version === 'v1' ? '/api/v1' : `/apis/${version}`;
    const answer = await plane.send('GET', root);
    const resources = (answer.body['resources'] ?? []) as readonly {
      name: string;
      kind: string;
      namespaced: boolean;
    }[];
    for (const { name, kind, namespaced } of resources)
      if (!name.includes('/')) found.set(`${version} ${kind}`, { root, name, namespaced });
  }
  return found;
}

/** The path of the objects of a kind. */
export function pathOf({ root, name, namespaced }: Resource, namespace: string): string {
  return `${root}/${namespaced ? `namespaces/${namespace}/` : ''}${name}`;
}
