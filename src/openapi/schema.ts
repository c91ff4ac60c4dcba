// Schemas of API objects as data: what is kept of the API server's /openapi/v3 for one minor release, and what a
// CustomResourceDefinition states. Vocabulary of this room; reads and checks nothing.
import type { Json } from '../kube/object.ts';

/** One schema: OpenAPI v3 as the API server serves it, without descriptions and examples. */
export interface ApiSchema {
  /** Name of a definition of the same set; other members beside it hold as well. */
  readonly $ref?: string;
  readonly type?: 'object' | 'array' | 'string' | 'integer' | 'number' | 'boolean';
  readonly format?: string;
  readonly properties?: Readonly<Record<string, ApiSchema>>;
  readonly required?: readonly string[];
  readonly items?: ApiSchema;
  readonly additionalProperties?: ApiSchema | boolean;
  readonly enum?: readonly Json[];
  readonly default?: Json;
  readonly nullable?: boolean;
  readonly allOf?: readonly ApiSchema[];
  readonly anyOf?: readonly ApiSchema[];
  readonly oneOf?: readonly ApiSchema[];
  readonly not?: ApiSchema;
  readonly pattern?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: boolean;
  readonly exclusiveMaximum?: boolean;
  readonly multipleOf?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly uniqueItems?: boolean;
  readonly minProperties?: number;
  readonly maxProperties?: number;
  readonly 'x-kubernetes-int-or-string'?: boolean;
  readonly 'x-kubernetes-preserve-unknown-fields'?: boolean;
  readonly 'x-kubernetes-embedded-resource'?: boolean;
  readonly 'x-kubernetes-list-type'?: 'atomic' | 'set' | 'map';
  readonly 'x-kubernetes-list-map-keys'?: readonly string[];
  readonly 'x-kubernetes-map-type'?: 'atomic' | 'granular';
  readonly 'x-kubernetes-validations'?: readonly SchemaRule[];
}

/** One rule of `x-kubernetes-validations`: CEL over `self` and `oldSelf`. */
export interface SchemaRule {
  readonly rule: string;
  readonly message?: string;
  readonly messageExpression?: string;
  readonly reason?: string;
  readonly fieldPath?: string;
  readonly optionalOldSelf?: boolean;
}

/** A kind of a set. */
export interface ApiKind {
  /** Name of its definition. */
  readonly schema: string;
  readonly namespaced: boolean;
  /** Name in API paths: `deployments`. */
  readonly resource: string;
  /** True where the API server serves the version only when told to (alpha and beta versions). */
  readonly optIn?: boolean;
}

/** All built-in kinds of one Kubernetes minor release; `kinds` by `apps/v1 Deployment` or `v1 Pod`. */
export interface ApiSchemas {
  /** Minor release: `1.35`. */
  readonly version: string;
  readonly kinds: Readonly<Record<string, ApiKind>>;
  readonly definitions: Readonly<Record<string, ApiSchema>>;
}
