import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { Json, JsonObject } from '../../src/kube/object.ts';
import {
  flowMember,
  itemLines,
  type Layout,
  linesAt,
  memberLines,
  printBelow,
  printFlow,
} from '../../src/manifest/edit-print.ts';
import { parseText } from '../../src/manifest/parse.ts';
import { anyValue } from '../builders/styled-yaml.ts';

const LAYOUT: Layout = { json: false, newline: '\n', indent: 2, dashIndent: 2, blocks: true, isSpaced: true };

describe('printing', () => {
  it('indents as it is told', () => {
    const value = { a: [{ b: 1, c: { d: 'x' } }, []] };
    const wide = { ...LAYOUT, indent: 4, dashIndent: 0 };
    assert.deepEqual(memberLines('m', value, 2, LAYOUT), [
      '  m:',
      '    a:',
      '      - b: 1',
      '        c:',
      '          d: x',
      '      - []',
    ]);
    assert.deepEqual(itemLines(value, 0, wide), ['- a:', '  - b: 1', '    c:', '        d: x', '  - []']);
    assert.deepEqual(printBelow('a\nb\n', 2, false, LAYOUT), { head: '|', lines: ['    a', '    b'] });
    assert.deepEqual(printBelow('a\nb\n', 2, false, { ...LAYOUT, blocks: false }), { head: '"a\\nb\\n"', lines: [] });
  });

  it('writes brackets as YAML and as JSON', () => {
    const value = { a: ['x', { b: true }], on: {} };
    const json = { ...LAYOUT, json: true };
    assert.equal(printFlow(value, undefined, LAYOUT), '{a: [x, {b: true}], "on": {}}');
    assert.equal(printFlow(value, undefined, json), '{"a": ["x", {"b": true}], "on": {}}');
    assert.equal(printFlow(value, undefined, { ...json, isSpaced: false }), JSON.stringify(value));
    assert.equal(printFlow(value, 0, json), JSON.stringify(value, null, 2));
    assert.equal(flowMember('k', 1, undefined, json), '"k": 1');
  });

  it('is read as what was given', () => {
    const object = fc.dictionary(fc.string(), anyValue, { minKeys: 1, noNullPrototype: true });
    fc.assert(
      fc.property(object, fc.constantFrom(2, 4), fc.constantFrom(0, 2), (value, indent, dashIndent) => {
        const layout = { ...LAYOUT, indent, dashIndent };
        const block = `${linesAt(value as JsonObject, 0, layout).join('\n')}\n`;
        assert.deepEqual(parseText(block).documents[0]?.value, value, block);
        const flow = printFlow(value as Json, undefined, layout);
        assert.deepEqual(parseText(flow).documents[0]?.value, value, flow);
      }),
      { numRuns: 1000 },
    );
  });
});
