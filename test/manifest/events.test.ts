import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { readEvents, repairBudget, tooDeep } from '../../src/manifest/events.ts';
import { parseText } from '../../src/manifest/parse.ts';

const codes = (text: string, depth = 100) =>
  readEvents(text, depth, repairBudget(text.length)).problems.map(({ code, offset }) => [code, offset]);

describe('readEvents()', () => {
  it('refuses characters that hide text, at their place', () => {
    assert.deepEqual(codes('a: b\u2028c: d'), [['control-character', 4]]);
    assert.deepEqual(codes('a: # b\u2029c: d'), [['control-character', 6]]);
    assert.deepEqual(codes('a: \u0007'), [['control-character', 3]]);
  });

  it('reads U+0085 as a line end, as YAML 1.1 does', () => {
    assert.deepEqual(parseText('a: 1\u0085b: 2').documents[0]?.value, { a: 1, b: 2 });
  });

  it('tells of text behind the end of a document', () => {
    assert.deepEqual(codes('a: 1\n...\nb: 2\n'), [['yaml-lost-text', 9]]);
    assert.deepEqual(codes('a: 1\n...\n# note\n...\n'), []);
    assert.deepEqual(codes('a: 1\n...\n["\n'), [['yaml-lost-text', 9]]);
    assert.deepEqual(codes('a: 1\r---\rb: 2\n'), [['yaml-lost-text', 9]]);
    assert.deepEqual(codes('# note\n...\na: 1\n'), [
      ['yaml-lost-text', 11],
      ['yaml-syntax', 7],
    ]);
  });

  it('refuses directives', () => {
    assert.deepEqual(codes('# c\n%YAML 1.1\n'), [['yaml-syntax', 4]]);
    assert.deepEqual(codes('%b\n ---'), [['yaml-syntax', 0]]);
    assert.deepEqual(codes('a: %b\n'), [['yaml-syntax', 3]]);
  });

  it('refuses two carriage returns at the end of a line', () => {
    assert.deepEqual(codes('a: |\r\r\n b\n'), [['control-character', 4]]);
  });

  it('bounds depth', () => {
    assert.deepEqual(codes(`${'['.repeat(99)}${']'.repeat(99)}`), []);
    assert.deepEqual(codes('['.repeat(10_000)), [['nesting-limit', 99]]);
    assert.match(tooDeep(3), /deeper than 3/);
  });

  it('takes no indented mark for the begin of a document', () => {
    assert.deepEqual(codes(' ---\na: 1\n'), [['yaml-syntax', 0]]);
    assert.deepEqual(codes('a:\n ---\n'), []);
  });

  it('gives offsets within the text whatever it holds', () => {
    const soup = fc.array(
      fc.constantFrom(
        'a',
        ':',
        ' ',
        '\n',
        '[',
        ']',
        '{',
        '}',
        '"',
        "'",
        ',',
        '\t',
        '- ',
        '#',
        '...',
        '&a',
        '*a',
        '|',
        '\r',
      ),
    );
    fc.assert(
      fc.property(soup, (tokens) => {
        const text = tokens.join('');
        const { events, place, problems } = readEvents(text, 50, repairBudget(text.length));
        for (const { offset } of problems) assert.ok(offset >= 0 && offset <= text.length);
        for (const event of events) {
          if ('start' in event) assert.ok(place(event.start) <= text.length);
        }
      }),
      { numRuns: 1000 },
    );
  });
});

describe('repairBudget()', () => {
  it('bounds what is read again, in all documents together', () => {
    const text = `a:\n  b: {\n${'x: 1,\n'.repeat(500)}}\n`;
    const budget = { characters: 20_000 };
    assert.deepEqual(
      readEvents(text, 9, budget).problems.map(({ code }) => code),
      ['yaml-syntax'],
    );
    assert.ok(budget.characters <= 0);
    const small = 'a:\n  b: {\nx: 1\n}\n';
    assert.equal(readEvents(small, 9, budget).problems.length, 1);
    assert.equal(readEvents(small, 9, repairBudget(small.length)).problems.length, 0);
  });
});
