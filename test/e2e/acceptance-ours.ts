// Our whole answer to one object: what the git gate would find about it as the API server's first judge.
import { readFileSync } from 'node:fs';
import { brotliDecompressSync } from 'node:zlib';
import { completionData } from '../../src/bundle/api-data.ts';
import { complete } from '../../src/completion/complete.ts';
import type { FieldError } from '../../src/kube/field-error.ts';
import type { JsonObject } from '../../src/kube/object.ts';
import { createRegistry, type Registry } from '../../src/openapi/registry.ts';
import type { ApiSchemas } from '../../src/openapi/schema.ts';
import { validate } from '../../src/validation/validate.ts';

let registry: Registry | undefined;

/** Everything that we would refuse about an object, and about its replacing another; nothing where the server should accept it. */
export function acceptance(object: JsonObject, old?: JsonObject): readonly FieldError[] {
  registry ??= createRegistry(
    JSON.parse(brotliDecompressSync(readFileSync('kubernetes/openapi-1.35.json.br')).toString('utf8')) as ApiSchemas,
  );
  const bySchema = registry.checkOf(String(object['apiVersion']), String(object['kind']))?.(object) ?? [];
  const completed = complete(object, completionData());
  if (!completed.ok) return [...bySchema, { type: 'type-invalid', ...completed.problem }];
  const before = old && complete(old, completionData());
  return [
    ...bySchema,
    ...validate({ object: completed.object, old: before?.ok ? before.object : undefined, minor: 35 }),
  ];
}
