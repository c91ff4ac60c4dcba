import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { isJsonList, isJsonObject, type Json, type JsonObject } from '../../src/kube/object.ts';
import { containersOf, podSpecOf } from '../../src/kube/workload.ts';
import { parseText } from '../../src/manifest/parse.ts';
import { classify, oursOf, theirsOf } from './oracle.ts';

interface Shipped {
  readonly policy: string;
  readonly text: string;
  readonly params: JsonObject;
}

interface Subject {
  readonly json: string;
  readonly value: Json;
  readonly bindings: Readonly<Record<string, unknown>>;
}

const documents = readdirSync('policies', { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.yaml'))
  .flatMap((path) => parseText(readFileSync(join('policies', path), 'utf8')).documents.map(({ value }) => value))
  .filter(isJsonObject);

const at = (value: Json | undefined, ...names: readonly string[]): Json | undefined =>
  names.reduce<Json | undefined>((node, name) => (isJsonObject(node) ? node[name] : undefined), value);

/** Values of members with this name, at any depth. */
function membersNamed(name: string, value: Json | undefined): readonly Json[] {
  if (isJsonList(value)) return value.flatMap((item) => membersNamed(name, item));
  if (!isJsonObject(value)) return [];
  return Object.entries(value).flatMap(([key, member]) => (key === name ? [member] : membersNamed(name, member)));
}

/** Texts between the braces of a message, braces within strings left aside. */
const holesOf = (message: string): readonly string[] =>
  [...message.matchAll(/(?<!\{)\{((?:[^{}'"]|'[^']*'|"[^"]*"|\{[^{}]*\})+)\}/g)].map(([, hole]) => hole as string);

function expressionsOf(document: JsonObject): readonly Shipped[] {
  const spec = document['spec'];
  const properties = at(spec, 'parameters', 'properties');
  const params: Record<string, Json> = {};
  for (const [name, schema] of Object.entries(isJsonObject(properties) ? properties : {}))
    params[name] = at(schema, 'default') ?? [];
  const texts = [
    ...['assert', 'expression'].flatMap((name) => membersNamed(name, spec)),
    ...membersNamed('message', spec).flatMap((message) => holesOf(String(message))),
  ].filter((text) => typeof text === 'string');
  return texts.map((text) => ({ policy: String(at(document, 'metadata', 'name')), text, params }));
}

/** The object of a case, its pod spec, containers and everything else in it that is an object or a text: each may be a node. */
function subjectsOf(object: JsonObject): readonly Subject[] {
  const pod = podSpecOf(object, new Map());
  const containers = pod ? containersOf(pod) : [];
  const base = {
    object,
    operation: 'CREATE',
    namespace: { name: 'shop', labels: { team: 'x' } },
    actor: { name: 'jane', groups: [], proof: 'apiserver' },
    ...(pod && { pod }),
  };
  const nodes: Json[] = [];
  const collect = (value: Json) => {
    if (value === null || nodes.length >= 40) return;
    nodes.push(value);
    if (isJsonList(value)) value.forEach(collect);
    else if (isJsonObject(value)) Object.values(value).forEach(collect);
  };
  collect(object);
  return [...nodes, ...containers].map((value) => {
    const container = containers.find((one) => one === value) ?? containers[0];
    return {
      json: JSON.stringify(value),
      value,
      bindings: {
        ...base,
        key: 'k',
        ...(container && { container }),
        changes: [{ pointer: '/a', before: 1, after: 2 }],
      },
    };
  });
}

describe('shipped expressions', () => {
  const expressions = documents.filter(({ kind }) => kind === 'Policy').flatMap(expressionsOf);
  const objects = documents
    .filter(({ kind }) => kind === 'PolicyTest')
    .map((test) => ({
      policy: at(test, 'spec', 'policy'),
      objects: membersNamed('object', at(test, 'spec', 'cases')).filter(isJsonObject),
    }));

  it('are found', () => {
    assert.ok(expressions.length >= 20, `found ${expressions.length}`);
    assert.ok(objects.length >= 10, `found ${objects.length}`);
  });

  it('yield the same as in jsonata on the objects of their cases', async (test) => {
    let pairs = 0;
    let values = 0;
    const different: string[] = [];
    for (const { policy, text, params } of expressions) {
      const [ours, theirs] = [oursOf(text), theirsOf(text)];
      for (const object of objects.filter((one) => one.policy === policy).flatMap((one) => one.objects.slice(0, 6))) {
        for (const { json, value, bindings } of subjectsOf(object)) {
          pairs++;
          const bound = { ...bindings, params };
          const own = ours(value, bound);
          const other = await theirs(json, bound);
          if (own === other.outcome) {
            if (!own.startsWith('!') && own !== 'nothing') values++;
          } else if (classify(text, json, own, other) === undefined)
            different.push(`${text}\n  on ${json}\n  ours ${own}\n  jsonata ${other.outcome}`);
        }
      }
    }
    test.diagnostic(`${expressions.length} expressions, ${pairs} pairs, ${values} equal values`);
    assert.deepEqual(different.slice(0, 10), [], `${different.length} differences`);
    assert.ok(values > 1_000, `only ${values} pairs yield a value`);
  });
});
