// What an author writes under `spec` of a ResourceTemplate, once it has passed its schema. No logic.
import type { JsonObject } from '../kube/object.ts';

/** The states of a template's life. */
export const TEMPLATE_STATUSES = ['draft', 'active', 'deprecated', 'retired'] as const;

/** Which objects a template is meant for, where no label names one. */
export interface AppliesTo {
  /** Kind, group/Kind or group/version/Kind. */
  readonly kinds?: readonly string[];
  /** Globs of paths in the repository; git gates only. */
  readonly paths?: readonly string[];
  readonly namespaces?: readonly string[];
}

/** One golden object. */
export interface TemplateObject {
  readonly id: string;
  /** Whether the set must hold it; true when left out. */
  readonly required?: boolean;
  /** A condition: the object is there exactly when it holds. */
  readonly when?: string;
  readonly why?: string;
  readonly body: JsonObject;
}

/** A rule about which objects of the set go together. Exactly one field. */
export interface TemplateGroup {
  readonly allOf?: readonly string[];
  readonly allOrNoneOf?: readonly string[];
  readonly anyOf?: readonly string[];
  readonly anyOneOf?: readonly string[];
  readonly noneOf?: readonly string[];
  readonly oneOf?: readonly string[];
}

/** The spec of a ResourceTemplate. */
export interface TemplateSpec {
  /** Semantic version; its major is what rules and labels name. */
  readonly version: string;
  readonly owner: string;
  readonly description: string;
  readonly docs?: string;
  readonly status?: (typeof TEMPLATE_STATUSES)[number];
  readonly appliesTo?: AppliesTo;
  /** Delimiters of holes in place of `${` and `}`. */
  readonly hole?: readonly [string, string];
  /** JSON Schema of the parameters: an object with `properties`. */
  readonly parameters: JsonObject;
  readonly constraints?: readonly { readonly expr: string; readonly message: string }[];
  readonly objects: readonly TemplateObject[];
  readonly groups?: readonly TemplateGroup[];
  readonly defaults?: { readonly extra?: 'deny' | 'allow'; readonly order?: 'any' | 'listed' };
  /** How parameters of an older version become those of this one: JSONata over the old parameters. */
  readonly upgrade?: readonly { readonly from: string; readonly params: string; readonly note?: string }[];
  /** Until when objects of older majors, or of this one, may still be labelled so: by major, e.g. `1.x`. */
  readonly support?: Readonly<Record<string, { readonly until?: string }>>;
}
