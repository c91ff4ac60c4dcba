// Plain JSON values and the outline of a Kubernetes object. Vocabulary: knows no kind in particular.

/** Any JSON value, read-only: objects that are judged are never written to. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;

/** A JSON object, read-only. */
export interface JsonObject {
  readonly [key: string]: Json;
}

/** An object of the Kubernetes API: at least `apiVersion` and `kind`, both strings that are not empty. */
export interface KubeObject extends JsonObject {
  readonly apiVersion: string;
  readonly kind: string;
}

/** What Sallyport reads of an object's `metadata`; members of another type than Kubernetes gives them count as absent. */
export interface ObjectMeta {
  readonly name: string | undefined;
  readonly generateName: string | undefined;
  readonly namespace: string | undefined;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
}

/** True for a JSON object (neither a list nor null). */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** True for a JSON list. */
export function isJsonList(value: unknown): value is readonly Json[] {
  return Array.isArray(value);
}

/** True for a JSON object that says its `apiVersion` and `kind`. */
export function isKubeObject(value: unknown): value is KubeObject {
  return (
    isJsonObject(value) &&
    typeof value['apiVersion'] === 'string' &&
    value['apiVersion'] !== '' &&
    typeof value['kind'] === 'string' &&
    value['kind'] !== ''
  );
}

/** The object's own metadata; labels and annotations that are no strings are left out. */
export function metadataOf(object: JsonObject): ObjectMeta {
  const metadata = isJsonObject(object['metadata']) ? object['metadata'] : {};
  return {
    name: text(metadata['name']),
    generateName: text(metadata['generateName']),
    namespace: text(metadata['namespace']),
    labels: texts(metadata['labels']),
    annotations: texts(metadata['annotations']),
  };
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

const NONE: Readonly<Record<string, string>> = Object.freeze({});

function texts(value: unknown): Readonly<Record<string, string>> {
  if (!isJsonObject(value)) return NONE;
  for (const key in value) {
    if (typeof value[key] !== 'string') {
      return Object.fromEntries(Object.entries(value).filter(([, one]) => typeof one === 'string')) as Record<
        string,
        string
      >;
    }
  }
  return value as Readonly<Record<string, string>>;
}
