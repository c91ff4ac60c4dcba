// The schema of conforming manifests against the solver: what conforms is valid, and what drifts in a way that a schema can see is not.
import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { describe, it } from 'node:test';
import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { loadTemplates } from '../../src/bundle/template-documents.ts';
import { applyPatch, type PatchOperation } from '../../src/change/patch.ts';
import { joinPointer } from '../../src/change/pointer.ts';
import { isJsonList, isJsonObject, type Json, type JsonObject } from '../../src/kube/object.ts';
import { manifestSchema } from '../../src/template/manifest-schema.ts';
import { render } from '../../src/template/render.ts';
import { solve } from '../../src/template/solve.ts';
import type { CompiledTemplate } from '../../src/template/template.ts';
import { type Parts, templateOf } from '../builders/template.ts';

/** A hole as templates write it. */
const hole = (name: string) => `\${${name}}`;

/** As an editor validates: formats and keywords that it does not know are passed over. */
function validatorOf(template: CompiledTemplate) {
  return new Ajv2020({ strict: false, allErrors: true, validateFormats: false }).compile(manifestSchema(template));
}

function isValid(parts: Parts, content: JsonObject): boolean {
  return validatorOf(templateOf(parts))({ apiVersion: 'v1', kind: 'ConfigMap', ...content });
}

const [loaded] = loadTemplates([{ path: 'test/fixtures/standards/templates' }]).own;
const web = loaded!.template;
const PARAMS = { name: 'web', team: 'shop', image: 'shop/web:1', port: 8080, replicas: 3 };

describe('manifestSchema()', () => {
  it('says constants, parameters, alternatives, lists and other members', () => {
    const text = { properties: { p: { type: 'string', enum: ['a', 'b'] } }, required: ['p'] } as const;
    const cases: readonly (readonly [Parts, JsonObject, boolean])[] = [
      [{ body: { data: { a: 'one', b: 2 } } }, { data: { a: 'one', b: 2 } }, true],
      [{ body: { data: { a: 'one', b: 2 } } }, { data: { a: 'two', b: 2 } }, false],
      [{ body: { data: { a: 'one', b: 2 } } }, { data: { a: 'one' } }, false],
      [{ body: { data: { a: 'one' } } }, { data: { a: 'one', c: 1 } }, false],
      [{ body: { data: { a: 'one', $extra: 'allow' } } }, { data: { a: 'one', c: 1 } }, true],
      [{ body: { data: { a: 'one', $extra: { keys: '^x-' } } } }, { data: { a: 'one', 'x-b': 1 } }, true],
      [{ body: { data: { a: 'one', $extra: { keys: '^x-' } } } }, { data: { a: 'one', b: 1 } }, false],
      [{ ...text, body: { data: { a: hole('p') } } }, { data: { a: 'a' } }, true],
      [{ ...text, body: { data: { a: hole('p') } } }, { data: { a: 'c' } }, false],
      [{ ...text, body: { data: { a: `x-${hole('p')}.y` } } }, { data: { a: 'x-a.y' } }, true],
      [{ ...text, body: { data: { a: `x-${hole('p')}.y` } } }, { data: { a: 'x-c.y' } }, false],
      [{ body: { data: { a: { $optional: true, $value: 1 } } } }, { data: {} }, true],
      [{ body: { data: { a: { $any: { type: 'integer' }, $default: 1 } } } }, { data: { a: 5 } }, true],
      [{ body: { data: { a: { $any: { type: 'integer' }, $default: 1 } } } }, { data: { a: 'x' } }, false],
      [{ body: { data: { a: { $literal: { $x: [hole('y')] } } } } }, { data: { a: { $x: [hole('y')] } } }, true],
      [{ body: { data: { a: { $literal: { $x: [hole('y')] } } } } }, { data: { a: { $x: [] } } }, false],
      [{ body: { data: { a: { $oneOf: [{ b: 1 }, { c: 2 }] } } } }, { data: { a: { c: 2 } } }, true],
      [{ body: { data: { a: { $oneOf: [{ b: 1 }, { c: 2 }] } } } }, { data: { a: { b: 1, c: 2 } } }, false],
      [{ body: { data: { n: 1, $oneOf: [{ b: 1 }, { c: 2 }] } } }, { data: { n: 1, c: 2 } }, true],
      [{ body: { data: { n: 1, $oneOf: [{ b: 1 }, { c: 2 }] } } }, { data: { n: 1, b: 1, c: 2 } }, false],
      [{ body: { data: { l: ['a', 'b'] } } }, { data: { l: ['a', 'b'] } }, true],
      [{ body: { data: { l: ['a', 'b'] } } }, { data: { l: ['b', 'a'] } }, false],
      [{ body: { data: { l: ['a', 'b'] } } }, { data: { l: ['a', 'b', 'c'] } }, false],
    ];
    for (const [parts, content, expected] of cases)
      assert.equal(isValid(parts, content), expected, JSON.stringify([parts, content]));
  });

  it('tells items of a list by their key', () => {
    const item = { name: 'app', image: 'x' };
    const parts = (extra?: Json): Parts => ({
      body: { spec: { containers: { $list: { key: 'name', fixed: [item], ...(extra !== undefined && { extra }) } } } },
    });
    const content = (...containers: readonly Json[]) => ({ spec: { containers } });
    assert.ok(isValid(parts(), content(item)));
    assert.ok(!isValid(parts(), content({ ...item, image: 'y' })));
    assert.ok(!isValid(parts(), content()));
    assert.ok(!isValid(parts(), content(item, { name: 'proxy' })));
    assert.ok(isValid(parts({ name: '^proxy$' }), content(item, { name: 'proxy' })));
    assert.ok(!isValid(parts({ name: '^proxy$' }), content(item, { name: 'other' })));
    assert.ok(!isValid(parts({ name: '^proxy$' }), content({ name: 'proxy' })));
  });

  it('takes every object that the template makes', () => {
    const validate = validatorOf(web);
    const params = fc.record({
      name: fc.stringMatching(/^[a-z][a-z0-9-]{0,10}[a-z0-9]$/),
      team: fc.constantFrom('shop', 'pay', 'search'),
      image: fc.constantFrom('shop/a:1', 'shop/b-c:latest'),
      port: fc.integer({ min: 1024, max: 65535 }),
      replicas: fc.integer({ min: 3, max: 20 }),
      memory: fc.constantFrom('256Mi', '1Gi', '0.5Gi'),
      exposure: fc.constantFrom('internal', 'public'),
      vars: fc.array(fc.record({ name: fc.constantFrom('A', 'B', 'C'), value: fc.string() }), { maxLength: 3 }),
    });
    let seen = 0;
    fc.assert(
      fc.property(params, (one) => {
        const made = render(web, one);
        assert.ok(made.ok);
        for (const { object } of made.value) {
          seen++;
          assert.ok(validate(object), `${JSON.stringify(object)}\n${JSON.stringify(validate.errors)}`);
        }
      }),
    );
    assert.ok(seen >= 200, `saw ${seen}`);
  });

  it('refuses what drifts from one object alone, wherever it is', () => {
    const validate = validatorOf(web);
    const made = render(web, PARAMS);
    assert.ok(made.ok);
    let seen = 0;
    for (const { object, id } of made.value)
      for (const operation of damages(object)) {
        const done = applyPatch(object, [operation]);
        assert.ok(done.ok);
        const damaged = done.value as JsonObject;
        const { drifts } = solve(web, [{ id, object: damaged }], { partial: true });
        // Two places with different values of one parameter are for the solver alone; so are quantities, which have many spellings.
        const visible = drifts.filter(
          ({ type, pointer }) => !/^(conflict|unbound)$/.test(type) && !/memory$/.test(pointer),
        );
        if (visible.length === 0) continue;
        seen++;
        assert.ok(!validate(damaged), `${JSON.stringify(operation)} of ${id}: ${visible[0]?.message}`);
      }
    assert.ok(seen >= 60, `saw ${seen}`);
  });

  it('takes what the cases of shipped templates accept', () => {
    const names = readdirSync('policies');
    if (!names.includes('templates')) return;
    const { own, documents } = loadTemplates([{ pack: 'templates' }]);
    let seen = 0;
    for (const { template } of own) {
      const validate = validatorOf(template);
      for (const { kind, spec } of documents) {
        if (kind !== 'TemplateTest' || spec['template'] !== template.name) continue;
        for (const { accept } of spec['cases'] as readonly { accept?: { params?: JsonObject; changes?: Json } }[]) {
          if (accept?.params === undefined || accept.changes !== undefined) continue;
          const made = render(template, accept.params);
          assert.ok(made.ok);
          for (const { object } of made.value) {
            seen++;
            assert.ok(validate(object), `${template.name}: ${JSON.stringify(validate.errors)}`);
          }
        }
      }
    }
    assert.ok(seen > 0, 'saw no object');
  });
});

/** Every leaf replaced by something else and removed, and a member added to every map. */
function damages(value: Json, pointer = ''): readonly PatchOperation[] {
  if (isJsonList(value)) {
    const items = value.flatMap((item, index) => damages(item, joinPointer(pointer, index)));
    return [...items, { op: 'add', path: joinPointer(pointer, '-'), value: 'surplus' }];
  }
  if (!isJsonObject(value)) return [{ op: 'replace', path: pointer, value: typeof value === 'string' ? 7 : 'other' }];
  const members = Object.entries(value).flatMap(([name, one]) => {
    const at = joinPointer(pointer, name);
    return [...damages(one, at), { op: 'remove', path: at } as const];
  });
  return [...members, { op: 'add', path: joinPointer(pointer, 'surplus'), value: true }];
}
