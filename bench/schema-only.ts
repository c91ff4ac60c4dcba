// What kubeconform does, with our own parts: walks a folder, reads and parses with positions, and checks each object against the
// schema of its kind. Prints the number of objects and of errors.
// Usage: node schema-only.js FOLDER
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { apiSchemas } from '../src/bundle/api-data.ts';
import type { JsonObject } from '../src/kube/object.ts';
import { parseText } from '../src/manifest/parse.ts';
import { createRegistry } from '../src/openapi/registry.ts';

const folder = process.argv[2]!;
const registry = createRegistry(apiSchemas('1.35'));
let objects = 0;
let errors = 0;
for (const path of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
  if (!path.endsWith('.yaml')) continue;
  for (const { value } of parseText(readFileSync(join(folder, path), 'utf8')).documents) {
    const object = value as JsonObject;
    const check = registry.checkOf(String(object['apiVersion']), String(object['kind']));
    if (!check) continue;
    objects += 1;
    errors += check(object).length;
  }
}
console.log(`${objects} ${errors}`);
