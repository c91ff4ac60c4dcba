import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Json } from '../../src/kube/object.ts';
import { mayFit } from '../../src/template/fit.ts';
import { makeFrame } from '../../src/template/frame.ts';
import { templateOf } from '../builders/template.ts';

const { program } = templateOf({
  properties: { e: { enum: ['x', 'y'] }, s: { type: 'string' } },
  required: ['e', 's'],
  body: { data: { lit: 1, e: '${e}', text: 'a-${s}-b', may: { $optional: true, $value: 2 }, list: ['q'] } },
});
const body = program.objects[0]?.body;
const data = body?.kind === 'map' ? body.byKey.get('data')?.node : undefined;
assert.ok(data);
const effort = { steps: 0 };
const fits = (value: Json, ignored: readonly string[] = []) =>
  mayFit(data, value, makeFrame(program.scope), effort, ignored);
const GOOD = { lit: 1, e: 'x', text: 'a-z-b', list: ['anything'] };

describe('mayFit', () => {
  it('looks at literals, types, enums and keys that must be there', () => {
    assert.equal(fits(GOOD), true);
    assert.equal(fits({ ...GOOD, extra: 1 }), true);
    for (const wrong of [
      { lit: 2 } as Record<string, Json>,
      { e: 'z' },
      { text: 'a-z' },
      { may: 3 },
      { list: [] },
      { list: 'q' },
    ])
      assert.equal(fits({ ...GOOD, ...wrong }), false, JSON.stringify(wrong));
    assert.equal(fits({ lit: 1, e: 'x', text: 'a-z-b' }), false);
    assert.equal(fits([]), false);
  });

  it('leaves out keys that are told otherwise, and counts its work', () => {
    assert.equal(fits({ ...GOOD, lit: 2 }, ['lit']), true);
    assert.ok(effort.steps > 20);
  });
});
