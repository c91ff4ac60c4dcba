// The API server of a release as git gates know it, from the data that the package carries. What it says is validation/'s.
import { scopesOf } from '../change/namespace.ts';
import type { JsonObject } from '../kube/object.ts';
import { mistakenKind } from '../openapi/mistake.ts';
import { createRegistry } from '../openapi/registry.ts';
import { type ApiModel, apiModel } from '../validation/api-model.ts';
import { apiSchemas, completionData } from './api-data.ts';

/** Makes models of one release, each with the custom kinds that definitions state. */
export type ModelMaker = (definitions: readonly JsonObject[]) => ApiModel;

/** What a model is asked for. */
export interface ModelOptions {
  /** Minor release: `1.35`. */
  readonly version: string;
  /** Whether a kind without a schema is an error. */
  readonly strictKinds: boolean;
}

/** Reads the data of a release once. */
export function modelMaker({ version, strictKinds }: ModelOptions): ModelMaker {
  const schemas = apiSchemas();
  const registry = createRegistry(schemas);
  return (definitions) =>
    apiModel({
      minor: Number(version.split('.')[1]),
      completion: completionData(),
      kinds: {
        checkOf: (apiVersion, kind) => registry.checkOf(apiVersion, kind),
        completeCustom: (object) => object,
        mistakeOf: (apiVersion, kind) => mistakenKind(apiVersion, kind, schemas),
      },
      scopes: scopesOf(definitions),
      strictKinds,
      versions: () => undefined,
    });
}
