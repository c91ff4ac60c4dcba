import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { casesOf, type Parts, problemsOf, templateOf } from '../builders/template.ts';

type Refused = Parts & { readonly name: string; readonly problems: readonly string[]; readonly says?: string };

describe('compileTemplate', () => {
  for (const { name, problems, says, ...parts } of casesOf<Refused>('refused')) {
    it(`refuses ${name}`, () => {
      const found = problemsOf(parts);
      const told = found.map(({ code, pointer }) => `${code} ${pointer}`);
      assert.deepEqual(told, problems, JSON.stringify(found));
      if (says !== undefined) assert.ok(found[0]?.message.includes(says), found[0]?.message);
    });
  }

  it('reads the major of the version', () => {
    assert.equal(templateOf({ version: '12.3.4' }).major, 12);
  });

  it('refuses what is nested without end', () => {
    let data: object = { a: 1 };
    for (let depth = 0; depth < 200; depth += 1) data = { $oneOf: [data, { [`k${depth}`]: 1 }] };
    assert.ok(problemsOf({ body: { data } as never }).length > 0);
  });
});
