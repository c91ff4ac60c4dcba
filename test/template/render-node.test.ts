import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { render } from '../../src/template/render.ts';
import { textOf, zeroOf } from '../../src/template/render-node.ts';
import { makeScope, resolveName } from '../../src/template/scope.ts';
import { type Parts, templateOf } from '../builders/template.ts';

describe('rendered values', () => {
  it('leave out blocks that come out empty, and no others', () => {
    const parts: Parts = {
      properties: { on: { type: 'boolean', default: false } },
      body: { data: { block: { x: { $when: 'on', $value: 1 } }, empty: {}, none: [] } },
    };
    const data = (on: boolean) => {
      const made = render(templateOf(parts), { on });
      return made.ok ? made.value[0]?.object['data'] : made.problems;
    };
    assert.deepEqual(data(false), { empty: {}, none: [] });
    assert.deepEqual(data(true), { block: { x: 1 }, empty: {}, none: [] });
  });

  it('have members of any name as their own', () => {
    const made = render(templateOf({ body: { data: JSON.parse('{"__proto__": "a"}') } }), {});
    assert.equal(made.ok && JSON.stringify(made.value[0]?.object['data']), '{"__proto__":"a"}');
  });

  it('say what is lacking once for each place, however many items', () => {
    const vars = {
      type: 'array',
      default: [],
      items: { type: 'object', required: ['name'], properties: { name: { type: 'string' } } },
    };
    const item = { name: '${v.name}', a: '${a}', b: '${b}', again: 'of ${a}' };
    const template = templateOf({
      properties: { a: { type: 'string' }, b: { type: 'string' }, vars },
      body: { spec: { env: { $list: { key: 'name', each: { in: 'vars', as: 'v', item } } } } },
    });
    const made = render(template, { vars: [{ name: 'x' }, { name: 'y' }] });
    assert.deepEqual(made.ok ? [] : made.problems.map(({ code, pointer }) => `${code} ${pointer}`), [
      'parameter-missing /a',
      'parameter-missing /b',
      'parameter-missing /a',
    ]);
  });

  it('zeroOf() is what a type is empty as', () => {
    const zero = (type?: string) => {
      const resolved = resolveName('a', makeScope('', { properties: { a: type === undefined ? {} : { type } } }));
      return resolved.ok ? zeroOf(resolved.ref) : assert.fail();
    };
    assert.deepEqual(['string', 'integer', 'boolean', 'array', 'object'].map(zero), ['', 0, false, [], {}]);
    assert.equal(zero(), undefined);
  });

  it('textOf() is a value within a text', () => {
    assert.deepEqual([textOf(1), textOf(true), textOf('a'), textOf([1])], ['1', 'true', 'a', '[1]']);
  });
});
