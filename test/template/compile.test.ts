import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { expressionsWith } from '../../src/bundle/expressions.ts';
import { compileTemplate } from '../../src/template/compile.ts';
import { problemsOf, specOf, templateOf, testRefusing } from '../builders/template.ts';

describe('compileTemplate', () => {
  testRefusing('compile');

  it('reads the major of the version, and leaves it out of the name', () => {
    assert.equal(templateOf({ version: '12.3.4' }).major, 12);
    assert.equal(templateOf({ version: '2.0.0' }, 'web-service.v2').name, 'web-service');
  });

  it('refuses a name that says another major', () => {
    const compiled = compileTemplate(
      'web-service.v3',
      specOf({ version: '2.0.0' }),
      expressionsWith(() => undefined),
    );
    assert.deepEqual(compiled.ok ? [] : compiled.problems.map(({ pointer }) => pointer), ['/metadata/name']);
  });

  it('refuses what is nested without end', () => {
    let data: object = { a: 1 };
    for (let depth = 0; depth < 200; depth += 1) data = { $oneOf: [data, { [`k${depth}`]: 1 }] };
    assert.ok(problemsOf({ body: { data } as never }).length > 0);
  });
});
