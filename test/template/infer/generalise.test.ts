import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Json } from '../../../src/kube/object.ts';
import { generalise } from '../../../src/template/infer/generalise.ts';
import type { Pattern } from '../../../src/template/infer/pattern.ts';

function common(values: readonly Json[], path: readonly string[] = [], done: readonly Json[] = values) {
  const departures = new Set<number>();
  const scope = { size: values.length };
  const judgement = { agreement: 0.9, depart: (_: unknown, index: number) => departures.add(index) };
  const around = { scope, judgement, object: 'workload', names: [] };
  return { text: outline(generalise({ raw: values, done }, path, around)), departures: [...departures] };
}

/** A pattern as a line: holes are `?`, conditional members end with `?`. */
function outline(pattern: Pattern): string {
  if (pattern.type === 'literal') return JSON.stringify(pattern.value);
  if (pattern.type === 'hole') return '?';
  if (pattern.type === 'list') return `[${pattern.items.map((item) => outline(item.pattern)).join(' ')}]`;
  const members = pattern.members.map((one) => `${one.key}${one.presence ? '?' : ''}:${outline(one.pattern)}`);
  const sets = pattern.alternatives?.map((set) =>
    set.map(({ key, pattern: own }) => `${key}:${outline(own)}`).join('+'),
  );
  const open = pattern.open ? [`…${pattern.open.length}`] : [];
  return `{${[...members, ...(sets ? [sets.join('|')] : []), ...open].join(' ')}}`;
}
const times = (count: number, value: Json): Json[] => Array.from({ length: count }, () => value);

describe('generalise()', () => {
  it('keeps what is equal and opens what differs', () => {
    assert.equal(
      common([
        { a: 1, b: { c: 'x' } },
        { a: 1, b: { c: 'y' } },
      ]).text,
      '{a:1 b:{c:?}}',
    );
    assert.equal(common([{ a: {} }, { a: {} }]).text, '{a:{}}');
    assert.equal(common([{ a: 'x' }, { a: { b: 1 } }]).text, '{a:?}');
  });

  it('marks what only some have, and alternatives of which each has one', () => {
    assert.equal(common([{ a: 1, b: 2 }, { a: 1 }]).text, '{a:1 b?:2}');
    assert.equal(
      common([
        { a: 1, b: 2 },
        { a: 1, c: 3, d: 4 },
      ]).text,
      '{a:1 b:2|c:3+d:4}',
    );
  });

  it('holds to what nine of ten have, and notes who departs', () => {
    assert.deepEqual(common([...times(9, { a: 1 }), { a: 2 }]), { text: '{a:1}', departures: [9] });
    assert.deepEqual(common([...times(9, { a: 1 }), {}]), { text: '{a:1}', departures: [9] });
    assert.deepEqual(common([...times(9, { a: 1 }), { a: 1, b: 2 }]), { text: '{a:1}', departures: [9] });
    assert.deepEqual(common([...times(9, { a: 1 }), { a: [] }]), { text: '{a:1}', departures: [9] });
    assert.deepEqual(common([...times(8, { a: 1 }), ...times(2, { a: 2 })]), { text: '{a:?}', departures: [] });
  });

  it('leaves out a default that only some wrote, and compares what the server makes of values', () => {
    const raw: Json[] = [{ a: 1 }, { a: 1, policy: 'Always' }];
    assert.equal(common(raw, [], times(2, { a: 1, policy: 'Always' })).text, '{a:1}');
    assert.equal(common([{ m: '1024Mi' }, { m: '1Gi' }], [], times(2, { m: '1Gi' })).text, '{m:"1024Mi"}');
  });

  it('tells many keys of the user as a whole', () => {
    const labels = (...keys: string[]) => Object.fromEntries([['app', 'x'], ...keys.map((key) => [key, '1'])]);
    assert.equal(
      common([labels('a', 'b', 'c'), labels('d', 'e', 'c')], ['labels']).text,
      '{app:"x" c:"1" a:"1"+b:"1"|d:"1"+e:"1"}',
    );
    assert.equal(common([labels('a', 'b', 'c'), labels('d', 'e')], ['labels']).text, '{app:"x" …5}');
  });

  it('keeps keys in the order in which they were written', () => {
    assert.equal(
      common([
        { a: 1, c: 1 },
        { a: 1, b: 1, c: 1 },
      ]).text,
      '{a:1 b?:1 c:1}',
    );
  });
});
