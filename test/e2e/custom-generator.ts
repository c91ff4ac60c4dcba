// Custom resources made of a schema: most members as it asks for, some of another type, null, missing, superfluous or repeated. The
// same seed gives the same resources.
import { isJsonObject, type Json, type JsonObject } from '../../src/kube/object.ts';
import type { ApiSchema } from '../../src/openapi/schema.ts';

/** A number from 0 up to but not including 1. */
export type Random = () => number;

/** A small generator of numbers (mulberry32). */
export function seeded(seed: number): Random {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** Texts that formats and patterns take, refuse or nearly take. */
export const TEXTS: readonly string[] = [
  '',
  'a',
  'ab',
  'abc',
  'abcde',
  'abcdef',
  'äöüäö',
  'red',
  'green',
  'TCP',
  'x',
  'y',
  '5',
  '50%',
  '0',
  'b',
  'item',
  '2020-01-01',
  '2020-02-30',
  '2020-1-1',
  '2020-01-01T00:00:00Z',
  '2020-01-01t23:59:59.123+01:00',
  '2020-01-01T24:00:00Z',
  '2020-01-01T00:00:00',
  '2020-01-01T00:00:00Ztrailing',
  '1h',
  '1h30m',
  '-1.5h',
  '5 minutes',
  '3 fortnights',
  '1 d',
  '1',
  '1.h',
  '.5s',
  '12 days',
  'P1D',
  '1µs',
  'YWJj',
  'YWJ',
  'YQ==',
  'http://example.com/a',
  '/path',
  'path',
  'mailto:a@b',
  'http://exa mple.com',
  'http://[::1]:80/',
  'http://a:x/',
  'a:b',
  '%zz',
  '/%zz',
  'http://a%20b/',
  '//host/x',
  '*',
  '?a',
  'http://a/?%zz#f',
  'a@b',
  'a@b.com',
  'Name <a@b.com>',
  '"q q"@b.com',
  'a..b@c',
  'a@',
  '@b',
  'a b@c',
  'a@[1.2.3.4]',
  'a@b (comment)',
  '<a@b>',
  'example.com',
  'EXAMPLE.com',
  '-a.com',
  'a-.com',
  'a_b',
  'localhost',
  '1.2.3.4',
  '01.02.03.04',
  '1.2.3',
  '256.1.1.1',
  '::1',
  '::ffff:1.2.3.4',
  '2001:db8::1',
  '2001:db8:::1',
  'fe80::1%eth0',
  '::1.2.3.4',
  '10.0.0.0/8',
  '10.0.0.0/33',
  '010.0.0.0/08',
  '2001:db8::/32',
  '2001:db8::/129',
  '10.0.0.0',
  '10.0.0.1/8',
  '01:23:45:67:89:ab',
  '01-23-45-67-89-ab',
  '0123.4567.89ab',
  '01:23:45:67:89',
  '01:23-45:67:89:ab',
  '01:23:45:67:89:ab:cd:ef',
  '123e4567-e89b-12d3-a456-426614174000',
  '123e4567e89b12d3a456426614174000',
  '123e4567-e89b-32d3-a456-426614174000',
  '123e4567-e89b-42d3-a456-426614174000',
  '123e4567-e89b-52d3-A456-426614174000',
  '123e4567-e89b-42d3-c456-426614174000',
  '0321751043',
  '978-0321751041',
  '0321751044',
  '9780321751042',
  '032175104X',
  '4111111111111111',
  '4111-1111-1111-1111',
  '4111111111111112',
  '5500005555555559',
  '123-45-6789',
  '123456789',
  '123 45 6789',
  '12-345-6789',
  '#fff',
  'fff',
  '#ffff',
  '#FFFFFF',
  'rgb(1,2,3)',
  'rgb( 1 , 2 , 255 )',
  'rgb(1,2,256)',
  'rgb(01,2,3)',
  '507f1f77bcf86cd799439011',
  '507f1f77bcf86cd79943901',
  'a-b',
  'a.b',
  'A',
  'a..b',
  '-a',
  'example.com/v1',
  'v1',
  'a/b/c',
  'Pod',
  'pod_',
  'x'.repeat(64),
];
const NUMBERS: readonly number[] = [
  0,
  1,
  2,
  3,
  5,
  7,
  10,
  11,
  -1,
  0.5,
  1.5,
  0.3,
  1.4999,
  2 ** 31,
  2 ** 53,
  1e30,
  -0.5,
  100,
];
const ODD: readonly Json[] = [null, [], {}, 'text', 5, 1.5, true, [null], { a: null }, [1], { a: 1 }];

/** A value for a schema: fitting but for what `fault` (a probability) lets go wrong. */
export function valueFor(schema: ApiSchema, random: Random, fault: number): Json {
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)]!;
  if (random() < fault) return pick(ODD);
  if (schema['x-kubernetes-int-or-string']) return random() < 0.5 ? pick(NUMBERS) : pick(TEXTS);
  if (schema.nullable && random() < 0.2) return null;
  switch (schema.type) {
    case 'object':
      return objectFor(schema, random, fault);
    case 'array': {
      const items = Array.from({ length: Math.floor(random() * 4) }, () => valueFor(schema.items ?? {}, random, fault));
      return random() < fault && items.length > 0 ? [...items, items[0]!] : items;
    }
    case 'string':
      return schema.enum && random() < 0.8 ? pick(schema.enum) : pick(TEXTS);
    case 'integer':
      return pick(random() < 0.9 ? NUMBERS.filter(Number.isInteger) : NUMBERS);
    case 'number':
      return pick(NUMBERS);
    case 'boolean':
      return random() < 0.5;
    default:
      return pick(ODD);
  }
}

function objectFor(schema: ApiSchema, random: Random, fault: number): JsonObject {
  const object: Record<string, Json> = {};
  const properties = Object.entries(schema.properties ?? {});
  for (const [name, property] of properties) {
    // few of many, so that one mistake does not hide all else
    const some = name === 'spec' ? 0.95 : Math.min(0.5, 3 / properties.length);
    const wanted = schema.required?.includes(name) ? 1 - fault : some;
    if (random() < wanted) object[name] = valueFor(property, random, fault);
  }
  const { additionalProperties } = schema;
  const inner = isJsonObject(additionalProperties) ? (additionalProperties as ApiSchema) : undefined;
  if (inner || additionalProperties === true) {
    for (const key of ['k', 'l', 'm'])
      if (random() < 0.4)
        object[key] = inner ? valueFor(inner, random, fault) : ODD[Math.floor(random() * ODD.length)]!;
  }
  if (schema['x-kubernetes-preserve-unknown-fields'] && random() < 0.5) object['extra'] = { deep: [{ b: null }] };
  if (schema['x-kubernetes-embedded-resource']) Object.assign(object, resourceFor(random, fault));
  if (random() < fault) object['superfluous'] = random() < 0.5 ? null : { x: 1 };
  return object;
}

function resourceFor(random: Random, fault: number): JsonObject {
  const odd = (value: Json, others: readonly Json[]): Json =>
    random() < fault * 2 ? others[Math.floor(random() * others.length)]! : value;
  const resource: Record<string, Json> = {};
  if (random() > fault) resource['apiVersion'] = odd('example.com/v1', ['', 'a/b/c', 5, '/', 'a/']);
  if (random() > fault) resource['kind'] = odd('Thing', ['', 'pod_', 5, 'a-']);
  if (random() < 0.7)
    resource['metadata'] = odd({ name: 'a', labels: { a: 'b' }, annotations: {}, creationTimestamp: null }, [
      'x',
      { name: 'a/b' },
      { labels: { a: 1 } },
      { labels: { 'a b': 'c' } },
      { labels: { a: 'b c' } },
      { annotations: { 'x/y/z': 'a' } },
      { unknown: 1 },
      { namespace: 'A_B' },
      {},
    ]);
  return resource;
}
