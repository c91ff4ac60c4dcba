// The API server of a release as git gates know it, from the data that the package carries. What it says is validation/'s.
import { scopesOf } from '../change/namespace.ts';
import { type ApiLifecycle, lifecycleOf } from '../kube/api-lifecycle.ts';
import type { FieldError } from '../kube/field-error.ts';
import { gvkOf } from '../kube/gvk.ts';
import type { JsonObject } from '../kube/object.ts';
import { mistakenKind } from '../openapi/mistake.ts';
import { createRegistry, type Registry } from '../openapi/registry.ts';
import type { ApiSchemas } from '../openapi/schema.ts';
import { type ApiModel, apiModel, type KindTable } from '../validation/api-model.ts';
import type { Validate } from '../validation/dispatch.ts';
import { isEveryday, validateEveryday } from '../validation/everyday.ts';
import {
  apiLifecycle,
  apiSchemas,
  completionData,
  DEFAULT_KUBERNETES_VERSION,
  type KubernetesVersion,
} from './api-data.ts';

/** Makes models of one release, each with the custom kinds that definitions state, for these objects or for any. */
export type ModelMaker = (definitions: readonly JsonObject[], objects?: readonly JsonObject[]) => Promise<ApiModel>;

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
  const versions = onceAKind((object) => versionState(object, schemas, lifecycle));
  // A run asks for batch after batch of its objects with the same definitions.
  let last: { readonly definitions: readonly JsonObject[]; readonly kinds: Promise<KindTable> } | undefined;
  const kindsOf = (definitions: readonly JsonObject[]): Promise<KindTable> => {
    if (last?.definitions !== definitions) {
      const kinds = kindsWith(registry, schemas, definitions).then((known) => ({
        ...known,
        mistakeOf: (apiVersion: string, kind: string) => mistakenKind(apiVersion, kind, schemas),
      }));
      last = { definitions, kinds };
    }
    return last.kinds;
  };
  return async (definitions, objects) =>
    apiModel({
      minor: minorOf(version),
      completion: completionData(version),
      kinds: await kindsOf(definitions),
      validate: await validateOf(objects),
      scopes: scopesOf(definitions),
      strictKinds,
      versions,
    });
}

type DefinitionJudge = (definition: JsonObject) => readonly FieldError[];

let definitionJudge: Promise<DefinitionJudge> | undefined;

/** What the API server of the default release would say of a definition. */
export async function definitionErrors(definition: JsonObject): Promise<readonly FieldError[]> {
  definitionJudge ??= newDefinitionJudge();
  return (await definitionJudge)(definition);
}

/** Compiled once: a folder may hold hundreds of definitions. */
async function newDefinitionJudge(): Promise<DefinitionJudge> {
  const { knownKinds } = await import('../openapi/kinds.ts');
  const schemas = apiSchemas(DEFAULT_KUBERNETES_VERSION);
  const kinds = knownKinds(createRegistry(schemas), schemas, []);
  const minor = minorOf(DEFAULT_KUBERNETES_VERSION);
  const validate = await validateOf(undefined);
  return (definition) => {
    const check = kinds.checkOf(String(definition['apiVersion']), String(definition['kind']));
    return [...(check?.(definition) ?? []), ...validate({ object: definition, old: undefined, minor })];
  };
}

/** What validates the objects: that of rare kinds is loaded only for them. */
async function validateOf(objects: readonly JsonObject[] | undefined): Promise<Validate> {
  return objects?.every(isEveryday) ? validateEveryday : (await import('../validation/validate.ts')).validate;
}

/** CEL and all that definitions need is loaded only where there is one. */
async function kindsWith(registry: Registry, schemas: ApiSchemas, definitions: readonly JsonObject[]) {
  if (definitions.length === 0) return { ...registry, completeCustom: (object: JsonObject) => object };
  const { knownKinds } = await import('../openapi/kinds.ts');
  return knownKinds(registry, schemas, definitions);
}

function minorOf(version: KubernetesVersion): number {
  return Number(version.split('.')[1]);
}

/** What is to be said of an object's API version at the release of the schemas: a rule of the reserved policies, and why. */
function versionState(object: JsonObject, { version, kinds }: ApiSchemas, lifecycle: ApiLifecycle) {
  const state = lifecycleOf(gvkOf(object), version, lifecycle);
  const name = `${String(object['apiVersion'])} ${String(object['kind'])}`;
  if (state?.state !== 'removed' && Object.hasOwn(kinds, name) && kinds[name]?.optIn === true) {
    const message = `Kubernetes ${version} serves \`${name}\` only where its API server is told to by \`--runtime-config\``;
    return { rule: 'not-served', message: state ? `${message}; ${state.remediation}` : message };
  }
  return state && { rule: state.state, message: `${state.message}; ${state.remediation}` };
}

/** Asks once for each kind: there are few of them, and many objects. */
function onceAKind<T>(ask: (object: JsonObject) => T): (object: JsonObject) => T {
  const answers = new Map<string, T>();
  return (object) => {
    const key = `${String(object['apiVersion'])} ${String(object['kind'])}`;
    if (answers.has(key)) return answers.get(key) as T;
    const answer = ask(object);
    answers.set(key, answer);
    return answer;
  };
}
