// What CEL knows of a schema: the members of a structural schema that decide how a value is seen by a rule. A schema of
// a CustomResourceDefinition is one; this room reads nothing else of it.
import type { Json } from '../kube/object.ts';

/** The part of a structural schema that types values for CEL (k8s.io/apiserver pkg/cel/common, SchemaDeclType). */
export interface CelSchema {
  readonly type?: string;
  readonly format?: string;
  readonly nullable?: boolean;
  readonly properties?: Readonly<Record<string, CelSchema>>;
  readonly additionalProperties?: CelSchema | boolean;
  readonly items?: CelSchema;
  readonly default?: Json;
  readonly 'x-kubernetes-int-or-string'?: boolean;
  readonly 'x-kubernetes-preserve-unknown-fields'?: boolean;
  readonly 'x-kubernetes-embedded-resource'?: boolean;
  readonly 'x-kubernetes-list-type'?: string;
  readonly 'x-kubernetes-list-map-keys'?: readonly string[];
}
