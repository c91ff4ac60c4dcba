// What the package carries about the API of the Kubernetes releases that it knows, each file read from disk when first asked
// for. What the data is for: completion/, openapi/ and kube/api-lifecycle.ts.
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import { completer } from '../completion/complete.ts';
import type { CompletionData, CompletionTypes } from '../completion/data.ts';
import { type Filled, filledBy } from '../completion/filled.ts';
import type { ApiLifecycle } from '../kube/api-lifecycle.ts';
import type { JsonObject } from '../kube/object.ts';
import { quoted } from '../manifest/problem.ts';
import type { ApiSchemas } from '../openapi/schema.ts';
import { packsFolder } from './sources.ts';

/** Minor releases of Kubernetes whose API the package carries, oldest first. */
export const KUBERNETES_VERSIONS = ['1.33', '1.34', '1.35', '1.36'] as const;

/** One of `KUBERNETES_VERSIONS`. */
export type KubernetesVersion = (typeof KUBERNETES_VERSIONS)[number];

/** The release that objects are for unless somebody says otherwise: the one that the end-to-end tests run against. */
export const DEFAULT_KUBERNETES_VERSION: KubernetesVersion = '1.35';

/** A known release, or why there is none of that name. */
export type KnownVersion =
  | { readonly ok: true; readonly version: KubernetesVersion }
  | { readonly ok: false; readonly message: string };

/** The release that a text names, as `1.35`, `v1.35` or with its patch (`v1.35.4`). */
export function kubernetesVersion(text: string): KnownVersion {
  const minor = /^v?([0-9]+\.[0-9]+)(\.[0-9]+)?$/.exec(text)?.[1];
  const version = KUBERNETES_VERSIONS.find((known) => known === minor);
  if (version !== undefined) return { ok: true, version };
  const message = `the API of Kubernetes ${quoted(text)} is not known; known are ${KUBERNETES_VERSIONS.join(', ')}`;
  return { ok: false, message };
}

const read = new Map<string, unknown>();

/** The schemas of all built-in kinds of a release. */
export function apiSchemas(version: KubernetesVersion): ApiSchemas {
  return once(`openapi-${version}.json.br`, (bytes) => brotliDecompressSync(bytes)) as ApiSchemas;
}

/** The API types of a release. */
export function apiTypes(version: KubernetesVersion = DEFAULT_KUBERNETES_VERSION): CompletionTypes {
  return once(`types-${version}.json`) as CompletionTypes;
}

const data = new Map<KubernetesVersion, CompletionData>();

/** The API types and defaults of a release. */
export function completionData(version: KubernetesVersion = DEFAULT_KUBERNETES_VERSION): CompletionData {
  const before = data.get(version);
  if (before) return before;
  const defaults = once(`defaults-${version}.json`) as CompletionData['defaults'];
  const fresh = { types: apiTypes(version), defaults };
  data.set(version, fresh);
  return fresh;
}

/** What a release makes of objects of built-in kinds. */
export interface Completion {
  readonly complete: (object: JsonObject) => JsonObject;
  readonly filled: Filled;
}

const completions = new Map<KubernetesVersion, Completion>();

/** What a release makes of objects of built-in kinds; of one that is not known, as the default release does. */
export function completionFor(text: string): Completion {
  const known = kubernetesVersion(text);
  const version = known.ok ? known.version : DEFAULT_KUBERNETES_VERSION;
  const before = completions.get(version);
  if (before) return before;
  const read = completionData(version);
  const fresh: Completion = { complete: completer(read), filled: filledBy(read) };
  completions.set(version, fresh);
  return fresh;
}

/** Which built-in kinds are deprecated or gone, for every release. */
export function apiLifecycle(): ApiLifecycle {
  return once('api-lifecycle.json') as ApiLifecycle;
}

/** A file of the data, read once. */
function once(file: string, unpacked: (bytes: Buffer) => Buffer = (bytes) => bytes): unknown {
  const before = read.get(file);
  if (before !== undefined) return before;
  const bytes = unpacked(readFileSync(join(dirname(packsFolder()), 'kubernetes', file)));
  const fresh: unknown = JSON.parse(bytes.toString('utf8'));
  read.set(file, fresh);
  return fresh;
}
