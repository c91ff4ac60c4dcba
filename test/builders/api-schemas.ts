// The schemas of Kubernetes 1.35 that the package carries, for tests.
import { readFileSync } from 'node:fs';
import { brotliDecompressSync } from 'node:zlib';
import type { ApiSchemas } from '../../src/openapi/schema.ts';

let schemas: ApiSchemas | undefined;

/** The schemas, read once. */
export function apiSchemas(): ApiSchemas {
  schemas ??= JSON.parse(
    brotliDecompressSync(readFileSync('kubernetes/openapi-1.35.json.br')).toString('utf8'),
  ) as ApiSchemas;
  return schemas;
}
