// Facts of a cluster, read once: its release, the labels of its namespaces, the definitions of its custom resources.
import { type JsonObject, metadataOf } from '../kube/object.ts';
import type { ClusterClient } from './client.ts';
import { listAll } from './list.ts';
import { readJson } from './response.ts';

/** What was read. */
export interface ClusterFacts {
  /** Minor release of the API server: `1.35`. */
  readonly kubernetes: string;
  readonly namespaces: readonly { readonly name: string; readonly labels: Readonly<Record<string, string>> }[];
  readonly definitions: readonly JsonObject[];
}

/** The facts, or why they could not be read. */
export type ReadFacts =
  | { readonly ok: true; readonly facts: ClusterFacts }
  | { readonly ok: false; readonly message: string };

/** Milliseconds without a byte after which the connection counts as dead. */
const SILENCE = 30_000;
const NAMESPACES = {
  what: 'namespaces',
  path: 'api/v1/namespaces',
  accept: 'application/json;as=PartialObjectMetadataList;v=v1;g=meta.k8s.io,application/json',
};
const DEFINITIONS = {
  what: 'customresourcedefinitions',
  path: 'apis/apiextensions.k8s.io/v1/customresourcedefinitions',
  accept: 'application/json',
};

/** Asks the API server. Needs get and list on namespaces and customresourcedefinitions. */
export async function readClusterFacts(client: ClusterClient, signal: AbortSignal): Promise<ReadFacts> {
  try {
    const [version, namespaces, definitions] = await Promise.all([
      client.get('version', 'application/json', signal).then((response) => readJson(response, 'its version', SILENCE)),
      listAll(client, NAMESPACES, signal, SILENCE),
      listAll(client, DEFINITIONS, signal, SILENCE),
    ]);
    return {
      ok: true,
      facts: {
        // A provider's minor may read `35+`.
        kubernetes: `${String(version['major'])}.${String(version['minor']).replace(/\D.*$/, '')}`,
        namespaces: namespaces.items.map((item) => {
          const { name = '', labels } = metadataOf(item);
          return { name, labels };
        }),
        // Items of a list say neither apiVersion nor kind.
        definitions: definitions.items.map((item) => ({
          apiVersion: 'apiextensions.k8s.io/v1',
          kind: 'CustomResourceDefinition',
          ...item,
        })),
      },
    };
  } catch (error) {
    if (signal.aborted) throw error;
    return {
      ok: false,
      message: `the cluster at ${client.server} cannot be asked: ${error instanceof Error ? error.message : String(error)}`,
    };
  }
}
