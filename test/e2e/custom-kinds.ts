// The definitions of custom-kinds.yaml as objects, and installed in a real API server.
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import type { JsonObject } from '../../src/kube/object.ts';
import { parseText } from '../../src/manifest/parse.ts';
import type { ControlPlane } from './control-plane.ts';

/** Group and version of all kinds. */
export const API_VERSION = 'e2e.sallyport.dev/v1';
const GROUP = 'e2e.sallyport.dev';
const DEFINITIONS = '/apis/apiextensions.k8s.io/v1/customresourcedefinitions';

/** One entry of the file. */
export interface Shape {
  readonly kind: string;
  readonly spec?: JsonObject;
  readonly root?: JsonObject;
  readonly scope?: string;
  readonly subresources?: JsonObject;
}

/** The entries. */
export function readShapes(): readonly Shape[] {
  const parsed = parseText(readFileSync('test/e2e/custom-kinds.yaml', 'utf8'));
  return (parsed.documents[0]?.value ?? []) as unknown as readonly Shape[];
}

/** The schema of a whole resource. */
export function schemaOf({ root, spec = {} }: Shape): JsonObject {
  return root ?? { type: 'object', properties: { spec } };
}

/** A definition of a kind with the schema. */
export function definitionOf(kind: string, schema: JsonObject, { scope = 'Namespaced', subresources }: Partial<Shape>) {
  const plural = `${kind.toLowerCase()}s`;
  const version = { name: 'v1', served: true, storage: true, schema: { openAPIV3Schema: schema } };
  return {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: `${plural}.${GROUP}` },
    spec: {
      group: GROUP,
      scope,
      names: { kind, plural },
      versions: [subresources ? { ...version, subresources } : version],
    },
  } satisfies JsonObject;
}

/** Where resources of a kind are sent to. */
export function pathOf({ kind, scope }: Pick<Shape, 'kind' | 'scope'>): string {
  const namespace = scope === 'Cluster' ? '' : '/namespaces/default';
  return `/apis/${API_VERSION}${namespace}/${kind.toLowerCase()}s`;
}

/** What a definition is asked of the server: `query` as in a request. */
export function sendDefinition(plane: ControlPlane, definition: JsonObject, query = '') {
  return plane.send('POST', `${DEFINITIONS}?fieldValidation=Strict${query}`, definition);
}

const SERVED_LIMIT_MS = 60_000;

/** Installs definitions and waits until their kinds are served. */
export async function installAll(plane: ControlPlane, shapes: readonly Shape[]): Promise<readonly JsonObject[]> {
  const definitions = shapes.map((shape) => definitionOf(shape.kind, schemaOf(shape), shape));
  for (const definition of definitions) {
    const { status, body } = await sendDefinition(plane, definition);
    if (status !== 201) throw new Error(`${definition.metadata.name}: ${status} ${JSON.stringify(body)}`);
  }
  const limit = Date.now() + SERVED_LIMIT_MS;
  for (const shape of shapes)
    while ((await plane.send('GET', pathOf(shape))).status !== 200) {
      if (Date.now() > limit) throw new Error(`the API server does not serve ${shape.kind}`);
      await sleep(100);
    }
  return definitions;
}
