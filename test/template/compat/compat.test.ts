import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { JsonObject } from '../../../src/kube/object.ts';
import { compare, nextVersion, relabelled } from '../../../src/template/compat/compat.ts';
import { type Parts, templateOf } from '../../builders/template.ts';

const hole = (name: string) => `$\{${name}}`;
const PROPERTIES: JsonObject = {
  name: { type: 'string', enum: ['web', 'api'] },
  size: { type: 'integer', minimum: 1, maximum: 9, default: 2 },
};
const BODY: JsonObject = {
  metadata: { name: hole('name'), labels: { $extra: { keys: '^(team|cost)$' } } },
  data: { kept: 'x', size: hole('size'), note: { $optional: true, $any: { type: 'string', enum: ['a', 'b'] } } },
};
const version = (number: string, { properties = PROPERTIES, body = BODY, ...more }: Parts = {}) =>
  templateOf({ version: number, properties, required: ['name'], body, ...more });
const judged = (fresh: ReturnType<typeof version>) => {
  const { needed, declared, isEnough, counterexamples } = compare(version('1.2.3'), fresh, []);
  return { needed, declared, isEnough, steps: counterexamples.map(({ step }) => step) };
};
const data = (more: JsonObject): Parts => ({ body: { ...BODY, data: { ...(BODY['data'] as JsonObject), ...more } } });

describe('compare()', () => {
  it('asks for a patch where all is rendered as before', () => {
    const found = judged(version('1.2.4', { description: 'in other words' }));
    assert.deepEqual(found, { needed: 'patch', declared: 'patch', isEnough: true, steps: [] });
  });

  it('asks for a minor version where something is rendered otherwise or may be set', () => {
    const other = { ...PROPERTIES, size: { type: 'integer', minimum: 1, maximum: 9, default: 3 } };
    assert.deepEqual(judged(version('1.2.4', { properties: other })), {
      needed: 'minor',
      declared: 'patch',
      isEnough: false,
      steps: ['minor'],
    });
    const more = { ...PROPERTIES, more: { type: 'string' } };
    const optional = data({ more: { $optional: true, $value: hole('more') } });
    assert.equal(judged(version('1.3.0', { properties: more, ...optional })).needed, 'minor');
  });

  it('asks for a major version where anything that conformed may stop to', () => {
    const narrow = { ...PROPERTIES, size: { type: 'integer', minimum: 1, maximum: 8, default: 2 } };
    const cases: readonly Parts[] = [
      { properties: narrow },
      data({ kept: 'y' }),
      data({ added: 'z' }),
      data({ note: { $optional: true, $any: { type: 'string', enum: ['a'] } } }),
      { body: { ...BODY, metadata: { name: hole('name'), labels: { $extra: { keys: '^team$' } } } } },
    ];
    for (const parts of cases) {
      const { needed, isEnough, steps } = judged(version('1.3.0', parts));
      assert.deepEqual([needed, isEnough, steps[0]], ['major', false, 'major'], JSON.stringify(parts));
      assert.ok(judged(version('2.0.0', parts)).isEnough);
    }
  });

  it('takes what it is given, and leaves out what never conformed', () => {
    const object = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'web' }, data: { kept: 'x', size: 5 } };
    const specimen = (one: JsonObject) =>
      ({ from: 'manifests', origin: 'a.yaml', objects: [{ object: one }], context: {} }) as const;
    const stray = { ...object, data: { kept: 'z' } };
    const found = compare(version('1.2.3'), version('1.3.0', data({ added: 'z' })), [
      specimen(object),
      specimen(stray),
    ]);
    assert.equal(found.counterexamples[0]?.specimen.origin, 'a.yaml');
    assert.equal(found.skipped.length, 1);
  });

  it('says nothing of a template that is the same', () => {
    assert.equal(judged(version('1.2.3')).needed, undefined);
    assert.ok(judged(version('1.2.3')).isEnough);
    assert.ok(!judged(version('1.2.2')).isEnough);
  });

  it('reads the label of one major as that of the other', () => {
    const label = (text: string) => ({ metadata: { labels: { 'sallyport.dev/template': text } } });
    const [old, fresh] = [version('1.2.3'), version('2.0.0')];
    assert.deepEqual(relabelled(label('web-service.v1'), old, fresh), label('web-service.v2'));
    assert.deepEqual(relabelled(label('other.v1'), old, fresh), label('other.v1'));
  });
});

describe('nextVersion()', () => {
  it('raises the step and begins the smaller ones again', () => {
    assert.deepEqual(
      (['patch', 'minor', 'major'] as const).map((step) => nextVersion('1.2.3', step)),
      ['1.2.4', '1.3.0', '2.0.0'],
    );
  });
});
