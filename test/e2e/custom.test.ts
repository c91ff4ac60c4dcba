// Custom kinds of many shapes against a real API server: which generated resources it takes, what it makes of them, and which
// definitions with mistakes it refuses.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import { isJsonObject, type Json, type JsonObject } from '../../src/kube/object.ts';
import { parseText } from '../../src/manifest/parse.ts';
import { readSchema } from '../../src/openapi/custom-schema.ts';
import { type KnownKinds, knownKinds } from '../../src/openapi/kinds.ts';
import { createRegistry } from '../../src/openapi/registry.ts';
import { sameJson } from '../../src/openapi/same-json.ts';
import { apiSchemas } from '../builders/api-schemas.ts';
import { type Binaries, ensureBinaries, SKIP_REASON } from './binaries.ts';
import { type ControlPlane, startControlPlane } from './control-plane.ts';
import { seeded, TEXTS, valueFor } from './custom-generator.ts';
import {
  API_VERSION,
  definitionOf,
  installAll,
  pathOf,
  readShapes,
  type Shape,
  schemaOf,
  sendDefinition,
} from './custom-kinds.ts';
import { mutateSchema } from './definition-generator.ts';

const SEED = 5;
const RESOURCES_PER_KIND = 150;
const UPDATES_PER_KIND = 30;
const DEFINITIONS = 800;
/** Probabilities of a mistake in each value, in turns. */
const FAULTS = [0, 0.02, 0.05, 0.15];
const SENT_AT_ONCE = 8;

const binaries = await ensureBinaries();

describe('custom kinds beside a real API server', { skip: binaries ? false : SKIP_REASON }, () => {
  const schemas = apiSchemas();
  const registry = createRegistry(schemas);
  const shapes = readShapes();
  let plane: ControlPlane;
  let kinds: KnownKinds;
  before(async () => {
    plane = await startControlPlane(binaries as Binaries);
    kinds = knownKinds(registry, schemas, await installAll(plane, shapes));
  });
  after(() => plane?.stop());

  const errorsOf = (object: JsonObject, old?: JsonObject) =>
    kinds.checkOf(String(object['apiVersion']), String(object['kind']))?.(object, old) ?? [];
  const resources = (shape: Shape, count: number, seed: number): readonly JsonObject[] => {
    const random = seeded(seed);
    const schema = readSchema(schemaOf(shape));
    return Array.from({ length: count }, (_, index) => {
      const value = valueFor(schema, random, FAULTS[index % FAULTS.length]!);
      const metadata = {
        name: `r-${index}`,
        ...(index % 7 ? {} : { labels: {} }),
        ...(index % 11 ? {} : { annotations: { a: null } }),
      };
      return { ...(isJsonObject(value) ? value : {}), apiVersion: API_VERSION, kind: shape.kind, metadata };
    });
  };

  it('takes and completes resources as the server does', async () => {
    const wrong: string[] = [];
    const counts = { taken: 0, refused: 0 };
    await each(
      shapes.flatMap((shape) => resources(shape, RESOURCES_PER_KIND, SEED).map((object) => ({ shape, object }))),
      async ({ shape, object }) => {
        const { status, body } = await plane.send('POST', `${pathOf(shape)}?fieldValidation=Strict&dryRun=All`, object);
        const errors = errorsOf(object);
        counts[status === 201 ? 'taken' : 'refused'] += 1;
        const told = `${JSON.stringify(object)}: ${status} ${String(body['message']).slice(0, 300)}, ours ${JSON.stringify(errors)}`;
        if ((status === 201) !== (errors.length === 0)) wrong.push(told);
        else if (status === 201 && !sameJson(stored(body as JsonObject), stored(kinds.completeCustom(object))))
          wrong.push(
            `${JSON.stringify(stored(body as JsonObject))} is not ${JSON.stringify(kinds.completeCustom(object))}`,
          );
      },
    );
    console.log(`${counts.taken + counts.refused} resources of ${shapes.length} kinds, ${counts.refused} refused`);
    assert.deepEqual(wrong.slice(0, 10), [], `${wrong.length} differ`);
    assert.ok(counts.taken > 300 && counts.refused > 300);
  });

  it('judges updates as the server does: what did not change is not held against them', async () => {
    const wrong: string[] = [];
    const counts = { taken: 0, refused: 0 };
    await each(shapes, async (shape) => {
      const sent = resources(shape, UPDATES_PER_KIND * 2, SEED + 1);
      const good = sent.filter((object) => errorsOf(object).length === 0);
      for (const [index, object] of sent.slice(0, UPDATES_PER_KIND).entries()) {
        const base = good[index % Math.max(good.length, 1)];
        if (!base) continue;
        const old = { ...base, metadata: { name: `u-${index}` } };
        const made = await plane.send('POST', pathOf(shape), old);
        if (made.status !== 201) continue;
        const metadata = {
          name: `u-${index}`,
          resourceVersion: (made.body as { metadata: JsonObject }).metadata['resourceVersion']!,
        };
        const next = { ...object, metadata };
        const { status, body } = await plane.send(
          'PUT',
          `${pathOf(shape)}/u-${index}?fieldValidation=Strict&dryRun=All`,
          next,
        );
        const errors = errorsOf(next, old);
        counts[status === 200 ? 'taken' : 'refused'] += 1;
        if ((status === 200) !== (errors.length === 0))
          wrong.push(
            `${JSON.stringify([old, next])}: ${status} ${String(body['message']).slice(0, 300)}, ours ${JSON.stringify(errors)}`,
          );
      }
    });
    console.log(`${counts.taken + counts.refused} updates, ${counts.refused} refused`);
    assert.deepEqual(wrong.slice(0, 10), [], `${wrong.length} differ`);
    assert.ok(counts.taken > 40 && counts.refused > 40);
  });

  it('knows every format as the server does', async () => {
    const shape = shapes.find(({ kind }) => kind === 'Formatted') as Shape;
    const fields = Object.keys(isJsonObject(shape.spec?.['properties']) ? shape.spec['properties'] : {});
    const wrong: string[] = [];
    await each(TEXTS, async (text) => {
      const spec = Object.fromEntries(fields.map((field) => [field, text]));
      const object = { apiVersion: API_VERSION, kind: shape.kind, metadata: { name: 'formats' }, spec };
      const { body } = await plane.send('POST', `${pathOf(shape)}?dryRun=All`, object);
      const causes = ((body['details'] as JsonObject | undefined)?.['causes'] ?? []) as readonly { field: string }[];
      const theirs = new Set(causes.map(({ field }) => field));
      const ours = new Set(errorsOf(object).map(({ pointer }) => pointer.slice(1).replaceAll('/', '.')));
      for (const field of fields)
        if (theirs.has(`spec.${field}`) !== ours.has(`spec.${field}`)) wrong.push(`${field} ${JSON.stringify(text)}`);
    });
    assert.deepEqual(wrong, []);
    assert.ok(fields.length * TEXTS.length > 2500);
  });

  it('refuses the definitions that the server refuses', async () => {
    const parsed = parseText(readFileSync('test/e2e/custom-differs.yaml', 'utf8'));
    const known = (parsed.documents[0]?.value ?? []) as unknown as readonly { says: string; cause: string }[];
    const random = seeded(SEED);
    const definitions = Array.from({ length: DEFINITIONS }, (_, index) => {
      const shape = shapes[index % shapes.length]!;
      const schema = mutateSchema(schemaOf(shape), random, 1 + (index % 3));
      return definitionOf(
        `Mutant${index}`,
        schema,
        shape.subresources && index % 2 ? { ...shape, subresources: { status: {} } } : shape,
      );
    });
    const wrong: string[] = [];
    const counts = { taken: 0, refused: 0 };
    await each(definitions, async (definition) => {
      const { status, body } = await sendDefinition(plane, definition, '&dryRun=All');
      const errors = errorsOf(definition);
      counts[status === 201 ? 'taken' : 'refused'] += 1;
      const message = String(body['message']);
      if ((status === 201) === (errors.length === 0) || known.some(({ says }) => message.includes(says))) return;
      wrong.push(
        `${JSON.stringify(definition.spec.versions[0])}: ${status} ${message.slice(0, 400)}, ours ${JSON.stringify(errors)}`,
      );
    });
    console.log(`${definitions.length} definitions, ${counts.refused} refused`);
    assert.deepEqual(wrong.slice(0, 10), [], `${wrong.length} differ`);
    assert.ok(counts.taken > 100 && counts.refused > 300);
  });
});

/** Some at a time. */
async function each<T>(all: readonly T[], act: (one: T) => Promise<void>): Promise<void> {
  let next = 0;
  const worker = async (): Promise<void> => {
    for (let at = next++; at < all.length; at = next++) await act(all[at]!);
  };
  await Promise.all(Array.from({ length: SENT_AT_ONCE }, worker));
}

/** Metadata that the server allots, and the namespace that the path gave. */
const ALLOTTED = ['managedFields', 'uid', 'resourceVersion', 'generation', 'creationTimestamp', 'namespace'];

function stored(object: JsonObject): Json {
  const { metadata } = object;
  const kept = Object.entries(isJsonObject(metadata) ? metadata : {}).filter(([key]) => !ALLOTTED.includes(key));
  return { ...object, metadata: Object.fromEntries(kept) };
}
