import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { solve } from '../../src/template/solve.ts';
import { casesOf, type Parts, resourceOf, templateOf } from '../builders/template.ts';

const [WEB] = casesOf<Parts>('whole');
const object = (image: string) =>
  resourceOf({ metadata: { name: 'web' }, spec: { image, size: 'small', again: 'web', port: 80 } });

describe('solve', () => {
  it('says where each parameter was read, and which alternative was taken', () => {
    const found = solve(templateOf(WEB ?? {}), [{ object: object('a') }]);
    assert.deepEqual(found.drifts, []);
    assert.deepEqual(
      [...found.bindings].map(([name, places]) => [name, places.map(({ pointer }) => pointer)]),
      [
        ['name', ['/metadata/name', '/spec/again']],
        ['image', ['/spec/image']],
      ],
    );
    assert.deepEqual(
      found.choices.map(({ pointer, chosen }) => [pointer, chosen]),
      [['/spec/port', 1]],
    );
    assert.deepEqual(found.defaulted, ['tier']);
  });

  it('gives each drift its place in both documents, its values and its fix', () => {
    const wrong = resourceOf({
      metadata: { name: 'web' },
      spec: { image: 'a', size: 'large', again: 'api', port: 80 },
    });
    const found = solve(templateOf(WEB ?? {}), [{ object: wrong }]);
    assert.deepEqual(found.drifts, [
      {
        type: 'value',
        object: 'it',
        resource: 0,
        pointer: '/spec/size',
        expected: 'small',
        actual: 'large',
        message: '`spec.size` is `large`, the standard is `small`',
        why: 'large ones are dear',
        templatePointer: '/spec/objects/0/body/spec/size/$value',
        fix: [{ op: 'replace', path: '/spec/size', value: 'small' }],
      },
      {
        type: 'conflict',
        object: 'it',
        resource: 0,
        pointer: '/spec/again',
        expected: 'web',
        actual: 'api',
        parameter: 'name',
        message: '`spec.again` is `api`, but the parameter `name` is `web` by `metadata.name`',
        templatePointer: '/spec/objects/0/body/spec/again',
        related: { object: 'it', resource: 0, pointer: '/metadata/name' },
        fix: [{ op: 'replace', path: '/spec/again', value: 'web' }],
      },
    ]);
  });

  it('never changes what it is given', () => {
    const frozen = JSON.parse(JSON.stringify(object('a')), (_, value) =>
      typeof value === 'object' ? Object.freeze(value) : value,
    );
    assert.deepEqual(solve(templateOf(WEB ?? {}), [{ object: frozen }]).drifts, []);
  });

  it('fails where an expression cannot be evaluated', () => {
    const template = templateOf({ constraints: [{ expr: '$number("x") = 1', message: 'm' }] });
    const found = solve(template, [{ object: resourceOf({}) }]);
    assert.equal(found.failures.length, 1);
    assert.deepEqual(found.drifts, []);
  });
});
