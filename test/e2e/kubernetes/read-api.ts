// What a running API server says about its API: the resources of every group version and their OpenAPI documents. Keeps
// everything as served; what of it is shipped is for openapi-set.ts.
import { setTimeout as sleep } from 'node:timers/promises';
import { type ControlPlane, startControlPlane } from '../control-plane.ts';
import type { ReleasePrograms } from './releases.ts';

/** A resource as discovery lists it. */
export interface ServedResource {
  readonly name: string;
  readonly kind: string;
  readonly namespaced: boolean;
  readonly verbs: readonly string[];
}

/** One group version as served: `apps/v1`, its resources and the schemas of its OpenAPI document by their full names. */
export interface ServedVersion {
  readonly groupVersion: string;
  readonly resources: readonly ServedResource[];
  readonly schemas: Readonly<Record<string, unknown>>;
}

/** How long the documents of the aggregated parts of the server may take to appear. */
const LIMIT_MS = 60_000;

/**
 * Lets the API server serve every version that it knows; some kinds are there only with their feature gate. StorageVersionAPI
 * gives none, and makes the server wait for itself at its start.
 */
const EVERYTHING = [
  '--runtime-config=api/all=true',
  '--feature-gates=AllAlpha=true,AllBeta=true,StorageVersionAPI=false',
];

async function get<T>(plane: ControlPlane, path: string): Promise<T> {
  const { status, body } = await plane.send('GET', path);
  if (status !== 200) throw new Error(`GET ${path}: ${status} ${JSON.stringify(body)}`);
  return body as T;
}

/** Reads all group versions, in the order of their names. */
async function readApi(plane: ControlPlane): Promise<readonly ServedVersion[]> {
  const { groups } = await get<{ groups: { versions: { groupVersion: string }[] }[] }>(plane, '/apis');
  const versions = ['v1', ...groups.flatMap((group) => group.versions.map(({ groupVersion }) => groupVersion))].sort();
  const paths = versions.map((version) => (version === 'v1' ? 'api/v1' : `apis/${version}`));
  let documents: Record<string, { serverRelativeURL: string }> = {};
  for (const limit = Date.now() + LIMIT_MS; ; await sleep(100)) {
    ({ paths: documents } = await get<{ paths: typeof documents }>(plane, '/openapi/v3'));
    const missing = paths.filter((path) => !documents[path]);
    if (missing.length === 0) break;
    if (Date.now() > limit) throw new Error(`the API server has no OpenAPI document of ${missing.join(', ')}`);
  }
  const read: ServedVersion[] = [];
  for (const [index, groupVersion] of versions.entries()) {
    const path = paths[index] ?? '';
    const { resources } = await get<{ resources: ServedResource[] }>(plane, `/${path}`);
    const url = documents[path]?.serverRelativeURL ?? '';
    const { components } = await get<{ components?: { schemas?: Record<string, unknown> } }>(plane, url);
    read.push({ groupVersion, resources, schemas: components?.schemas ?? {} });
  }
  return read;
}

/** The API of a release: what it serves by default, and what it serves when told to serve everything. */
export interface ReleaseApi {
  readonly byDefault: readonly ServedVersion[];
  readonly everything: readonly ServedVersion[];
}

/** Runs `use` against a control plane of a release and stops it. */
export async function withPlane<T>(
  programs: Pick<ReleasePrograms, 'etcd' | 'kubeApiserver'>,
  flags: readonly string[],
  use: (plane: ControlPlane) => Promise<T>,
): Promise<T> {
  const plane = await startControlPlane(programs, flags);
  try {
    return await use(plane);
  } finally {
    await plane.stop();
  }
}

/** Starts the API server of a release twice and reads its API. */
export async function readReleaseApi(programs: Pick<ReleasePrograms, 'etcd' | 'kubeApiserver'>): Promise<ReleaseApi> {
  const byDefault = await withPlane(programs, [], readApi);
  return { byDefault, everything: await withPlane(programs, EVERYTHING, readApi) };
}
