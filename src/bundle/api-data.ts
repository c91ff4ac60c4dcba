// The API's types and defaults that the package carries, read from disk once. What they are for is rules/ and completion/.
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import type { CompletionData, CompletionTypes } from '../completion/data.ts';
import type { ApiSchemas } from '../openapi/schema.ts';
import { packsFolder } from './sources.ts';

let types: CompletionTypes | undefined;
let data: CompletionData | undefined;

/** The API types of Kubernetes 1.35. */
export function apiTypes(): CompletionTypes {
  types ??= read('types-1.35.json') as CompletionTypes;
  return types;
}

/** The API types and defaults of Kubernetes 1.35. */
export function completionData(): CompletionData {
  data ??= { types: apiTypes(), defaults: read('defaults-1.35.json') as CompletionData['defaults'] };
  return data;
}

function read(file: string): unknown {
  return JSON.parse(readFileSync(join(dirname(packsFolder()), 'kubernetes', file), 'utf8'));
}

let schemas: ApiSchemas | undefined;

/** The schemas of all kinds of Kubernetes 1.35. */
export function apiSchemas(): ApiSchemas {
  schemas ??= JSON.parse(
    brotliDecompressSync(readFileSync(join(dirname(packsFolder()), 'kubernetes', 'openapi-1.35.json.br'))).toString(
      'utf8',
    ),
  ) as ApiSchemas;
  return schemas;
}
