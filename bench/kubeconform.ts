// kubeconform for the benchmark of schema validation: built once with Go, and given the same schemas as we have, in the form of JSON
// Schema that it reads. Measures nothing.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { isJsonList, isJsonObject, type Json, type JsonObject } from '../src/kube/object.ts';
import type { ApiSchemas } from '../src/openapi/schema.ts';

const VERSION = 'v0.7.0';

/** The program, or why there is none. */
export type Kubeconform =
  | { readonly ok: true; readonly program: string }
  | { readonly ok: false; readonly reason: string };

/** Builds it where it was never built; this takes minutes once. */
export function findKubeconform(): Kubeconform {
  const cache = process.env['XDG_CACHE_HOME'] || join(homedir(), '.cache');
  const folder = join(cache, 'sallyport', 'bench', `kubeconform-${VERSION}`);
  const program = join(folder, 'kubeconform');
  if (existsSync(program)) return { ok: true, program };
  mkdirSync(folder, { recursive: true });
  const { status, error, stderr } = spawnSync(
    'go',
    ['install', `github.com/yannh/kubeconform/cmd/kubeconform@${VERSION}`],
    {
      env: { ...process.env, GOBIN: folder, GOFLAGS: '' },
      encoding: 'utf8',
    },
  );
  if ((error as NodeJS.ErrnoException | undefined)?.code === 'ENOENT')
    return { ok: false, reason: '`go` is not on PATH, and it builds kubeconform' };
  if (status !== 0)
    return { ok: false, reason: `go install of kubeconform ${VERSION} failed: ${stderr.trim().split('\n').at(-1)}` };
  return { ok: true, program };
}

/** Writes the schemas of all kinds below the folder, and returns the location that kubeconform is told. */
export function writeSchemas(folder: string, { kinds, definitions }: ApiSchemas): string {
  mkdirSync(folder, { recursive: true });
  for (const [key, { schema }] of Object.entries(kinds)) {
    const [apiVersion = '', kind = ''] = key.split(' ');
    const [group, version] = apiVersion.includes('/') ? apiVersion.split('/') : ['', apiVersion];
    const suffix = `${group === '' ? '' : `-${group?.split('.')[0]}`}-${version}`;
    const inlined = inline({ $ref: schema }, definitions as unknown as JsonObject, []);
    const text = JSON.stringify({ $schema: 'http://json-schema.org/schema#', ...(inlined as JsonObject) });
    writeFileSync(join(folder, `${kind.toLowerCase()}${suffix}.json`), text);
  }
  return join(folder, '{{.ResourceKind}}{{.KindSuffix}}.json');
}

/** References written out, unknown fields refused, null allowed for fields; a definition inside itself takes anything. */
function inline(schema: Json, definitions: JsonObject, open: readonly string[]): Json {
  if (isJsonList(schema)) return schema.map((item) => inline(item, definitions, open));
  if (!isJsonObject(schema)) return schema;
  const { $ref } = schema;
  if (typeof $ref === 'string')
    return open.includes($ref) ? {} : inline(definitions[$ref] ?? {}, definitions, [...open, $ref]);
  const written: Record<string, Json> = {};
  for (const [keyword, value] of Object.entries(schema)) {
    if (keyword === 'default' || keyword.startsWith('x-')) continue;
    const fields = keyword === 'properties' && isJsonObject(value) ? Object.entries(value) : undefined;
    written[keyword] = fields
      ? Object.fromEntries(fields.map(([name, field]) => [name, nullable(inline(field, definitions, open))]))
      : inline(value, definitions, open);
  }
  return written['properties'] ? { ...written, additionalProperties: false } : written;
}

function nullable(schema: Json): Json {
  if (!isJsonObject(schema) || typeof schema['type'] !== 'string') return schema;
  const values = schema['enum'];
  return { ...schema, type: [schema['type'], 'null'], ...(isJsonList(values) ? { enum: [...values, null] } : {}) };
}
