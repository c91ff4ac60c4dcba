import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { parseEvents } from 'js-yaml';
import { everydayEvents } from '../../src/manifest/everyday-events.ts';
import { EVERYDAY_DEPTH } from '../../src/manifest/everyday-text.ts';

/** Documents of this repository: what people write. */
const DOCUMENTS = ['policies', 'examples', 'test', 'charts'].flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.ya?ml$/.test(path))
    .flatMap((path) => readFileSync(join(folder, path), 'utf8').split(/^---.*\n/m)),
);
const MINIMUM_DOCUMENTS = 400;
/** Of them at least so many are read without js-yaml, or the fast way has lost what it is for. */
const MINIMUM_READ = 0.8;
const RUNS = 30_000;

/** What layout is made of, and what makes it go wrong. */
const PIECES = [
  ...[
    '\n',
    '\n  ',
    '\n    ',
    ' ',
    '  ',
    '\n\n',
    '  \n',
    ': ',
    ':',
    '- ',
    '-',
    '\n- ',
    '\n-',
    '\n  - ',
    'a: b',
    '- x: y',
    'b: c',
  ],
  ...[
    '#',
    ' #',
    ' # c',
    '\n# x\n',
    '"',
    "'",
    '""',
    "''",
    '{',
    '}',
    '[',
    ']',
    ', ',
    ',',
    '{}',
    '[]',
    '{a: b}',
    '[a, "b"]',
    '|',
    '|-',
  ],
  ...[
    '|+',
    '>',
    '>2',
    ' |\n',
    'a',
    'key:',
    '\\',
    '\\n',
    '~',
    'null',
    'y',
    '1',
    '?',
    '? ',
    '! ',
    '!!str ',
    '&a ',
    '*a',
    '%',
    '@',
    '`',
  ],
  ...['\n---\n', '\n...\n', '.', '$', '=', '<<: ', '\t', '\r\n', 'é', '\u2028'],
];

/** Whether the fast way reads a text; where it does, js-yaml must say the same. */
function agrees(text: string): boolean {
  const events = everydayEvents(text);
  if (events) assert.deepEqual(events, parseEvents(text, { maxDepth: 100 }), JSON.stringify(text));
  return events !== undefined;
}

/** A few lines of a document, moved to the left. */
const excerpt = fc
  .tuple(fc.constantFrom(...DOCUMENTS), fc.nat(), fc.integer({ min: 1, max: 9 }))
  .map(([text, from, count]) => {
    const lines = text.split('\n');
    const some = lines.slice(from % lines.length, (from % lines.length) + count);
    const indent = /^ */.exec(some[0] ?? '')?.[0].length ?? 0;
    return some.map((line) => line.slice(Math.min(indent, /^ */.exec(line)?.[0].length ?? 0))).join('\n');
  });
const edits = fc.array(fc.tuple(fc.nat(), fc.constantFrom(...PIECES), fc.nat({ max: 3 })), {
  minLength: 1,
  maxLength: 3,
});

describe('everydayEvents()', () => {
  it('gives the events of js-yaml for what people write, and reads most of it', () => {
    assert.ok(DOCUMENTS.length >= MINIMUM_DOCUMENTS, `saw ${DOCUMENTS.length} documents`);
    const read = DOCUMENTS.filter(agrees).length;
    assert.ok(read >= MINIMUM_READ * DOCUMENTS.length, `${read} of ${DOCUMENTS.length}`);
  });

  it('gives the events of js-yaml, or none, whatever is done to a document', () => {
    let read = 0;
    fc.assert(
      fc.property(excerpt, edits, (text, changes) => {
        const changed = changes.reduce((before, [place, piece, cut]) => {
          const at = place % (before.length + 1);
          return before.slice(0, at) + piece + before.slice(at + cut);
        }, text);
        if (agrees(changed)) read++;
      }),
      { numRuns: RUNS },
    );
    assert.ok(read >= RUNS / 10, `${read} of ${RUNS}`);
  });

  it('gives the events of js-yaml, or none, for any layout', () => {
    let read = 0;
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...PIECES), { maxLength: 10 }), (pieces) => {
        if (agrees(pieces.join(''))) read++;
      }),
      { numRuns: RUNS },
    );
    assert.ok(read >= RUNS / 200, `${read} of ${RUNS}`);
  });

  it('leaves to js-yaml what it bounds, and what it refuses', () => {
    const nested = Array.from({ length: EVERYDAY_DEPTH + 1 }, (_, depth) => `${' '.repeat(depth)}a:`).join('\n');
    assert.equal(everydayEvents(nested), undefined);
    assert.equal(everydayEvents(`a: ${'['.repeat(EVERYDAY_DEPTH)}${']'.repeat(EVERYDAY_DEPTH)}`), undefined);
    for (const text of [
      '',
      '# nothing\n',
      'a: b: c',
      'a:\n  b\n c: 1',
      'a: "b',
      '- a\nb: c',
      ' a: b',
      'a: [b\n]',
      'a: &x b',
    ])
      assert.equal(everydayEvents(text), undefined, text);
  });
});
