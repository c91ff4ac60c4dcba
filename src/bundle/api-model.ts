// The API server of a release as git gates know it, from the data that the package carries. What it says is validation/'s.
import { scopesOf } from '../change/namespace.ts';
import { type ApiLifecycle, lifecycleOf } from '../kube/api-lifecycle.ts';
import { gvkOf } from '../kube/gvk.ts';
import type { JsonObject } from '../kube/object.ts';
import { knownKinds } from '../openapi/kinds.ts';
import { mistakenKind } from '../openapi/mistake.ts';
import { createRegistry } from '../openapi/registry.ts';
import type { ApiSchemas } from '../openapi/schema.ts';
import { type ApiModel, apiModel } from '../validation/api-model.ts';
import { apiLifecycle, apiSchemas, completionData, type KubernetesVersion } from './api-data.ts';

/** Makes models of one release, each with the custom kinds that definitions state. */
export type ModelMaker = (definitions: readonly JsonObject[]) => ApiModel;

/** What a model is asked for. */
export interface ModelOptions {
  readonly version: KubernetesVersion;
  /** Whether a kind without a schema is an error. */
  readonly strictKinds: boolean;
}

/** Reads the data of a release once. */
export function modelMaker({ version, strictKinds }: ModelOptions): ModelMaker {
  const schemas = apiSchemas(version);
  const lifecycle = apiLifecycle();
  const registry = createRegistry(schemas);
  return (definitions) => {
    const known = knownKinds(registry, schemas, definitions);
    return apiModel({
      minor: Number(version.split('.')[1]),
      completion: completionData(version),
      kinds: {
        checkOf: known.checkOf,
        completeCustom: known.completeCustom,
        mistakeOf: (apiVersion, kind) => mistakenKind(apiVersion, kind, schemas),
      },
      scopes: scopesOf(definitions),
      strictKinds,
      versions: (object) => versionState(object, schemas, lifecycle),
    });
  };
}

/** What is to be said of an object's API version at the release of the schemas: a rule of the reserved policies, and why. */
function versionState(object: JsonObject, { version, kinds }: ApiSchemas, lifecycle: ApiLifecycle) {
  const state = lifecycleOf(gvkOf(object), version, lifecycle);
  if (state) return { rule: state.state, message: `${state.message}; ${state.remediation}` };
  const name = `${String(object['apiVersion'])} ${String(object['kind'])}`;
  if (!Object.hasOwn(kinds, name) || kinds[name]?.optIn !== true) return undefined;
  const message = `Kubernetes ${version} serves \`${name}\` only where its API server is told to by \`--runtime-config\``;
  return { rule: 'not-served', message };
}
