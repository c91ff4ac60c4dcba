// The law of editing: reading what was edited gives what the operations make of what was read, and no other line changes.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { applyPatch, type PatchOperation, patchBetween, sameJson } from '../../src/change/patch.ts';
import { joinPointer } from '../../src/change/pointer.ts';
import type { Json } from '../../src/kube/object.ts';
import { edit } from '../../src/manifest/edit.ts';
import { parseText } from '../../src/manifest/parse.ts';
import { anyValue, styled, textStyle, writeStyled } from '../builders/styled-yaml.ts';

/** Every pointer below a value. */
function pointersBelow(value: Json, pointer = ''): readonly string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, one]) => {
    const below = joinPointer(pointer, name);
    return [below, ...pointersBelow(one, below)];
  });
}

/** An operation that has a place in the value, picked by numbers. */
function operationOn(value: Json, pick: number, kind: number, given: Json): PatchOperation {
  const all = pointersBelow(value);
  const path = all[pick % all.length]!;
  if (kind === 0) return { op: 'remove', path };
  if (kind === 1) return { op: 'replace', path, value: given };
  const parent = path.slice(0, path.lastIndexOf('/'));
  const isItem = /\/[0-9]+$/.test(path) && kind === 3;
  return { op: 'add', path: isItem ? path : `${parent}/${isListAt(value, parent) ? '-' : 'new'}`, value: given };
}

function isListAt(value: Json, pointer: string): boolean {
  const done = applyPatch(value, [{ op: 'add', path: `${pointer}/-`, value: 0 }]);
  return done.ok && pointersBelow(done.value).every((one) => one !== `${pointer}/-`);
}

const operations = fc.array(fc.tuple(fc.nat(), fc.nat(3), anyValue), { minLength: 1, maxLength: 4 });
const lone = /[\ud800-\udfff]/u;

describe('the law of editing', () => {
  it('holds for any text and any operations', () => {
    let seen = 0;
    fc.assert(
      fc.property(
        fc.array(styled, { minLength: 1, maxLength: 3 }),
        textStyle,
        operations,
        fc.nat(),
        (roots, style, picks, which) => {
          const text = roots.map((root) => writeStyled(root, style)).join(`---${style.lineEnd}`);
          const read = parseText(text);
          assert.deepEqual(read.problems, [], text);
          const document = which % roots.length;
          let value = read.documents[document]!.value;
          const steps: (PatchOperation & { document: number })[] = [];
          for (const [pick, kind, given] of picks) {
            if (pointersBelow(value).length === 0) break;
            const step = { document, ...operationOn(value, pick, kind, given) };
            const done = applyPatch(value, [step]);
            assert.ok(done.ok);
            value = done.value;
            steps.push(step);
          }
          const done = edit(text, steps);
          assert.ok(done.ok, `${JSON.stringify(steps)}\n${text}\n${done.ok ? '' : done.problem.message}`);
          const after = parseText(done.text);
          assert.deepEqual(after.problems, [], done.text);
          for (const [index, one] of after.documents.entries())
            assert.ok(sameJson(one.value, index === document ? value : read.documents[index]!.value), done.text);
          seen++;
        },
      ),
      { numRuns: 3000 },
    );
    assert.ok(seen >= 3000);
  });

  it('leaves the lines of all other values as they are', () => {
    fc.assert(
      fc.property(styled, textStyle, fc.nat(), fc.nat(1), anyValue, (root, style, pick, kind, given) => {
        const text = writeStyled(root, style);
        const { value } = parseText(text).documents[0]!;
        const operation = operationOn(value, pick, kind, given);
        const top = operation.path.split('/')[1]!.replaceAll('~1', '/').replaceAll('~0', '~');
        const done = edit(text, [{ document: 0, ...operation }]);
        assert.ok(done.ok);
        // The members of the root that were not touched are written as before, with the comments among them.
        if (root.sort !== 'map' || root.flow) return;
        for (const [name, member] of root.members) {
          if (name === top || root.note % 4 === 1) continue;
          const alone = writeStyled({ ...root, members: [[name, member]], note: 0 }, style);
          const own = writeStyled({ ...root, members: [[name, member]] }, style);
          assert.ok(done.text.includes(own) || done.text.includes(alone), `${own}\nin\n${done.text}\nof\n${text}`);
        }
      }),
      { numRuns: 2000 },
    );
  });

  it('makes the same text again when nothing is left to do', () => {
    fc.assert(
      fc.property(styled, textStyle, anyValue, (root, style, given) => {
        const text = writeStyled(root, style);
        const { value } = parseText(text).documents[0]!;
        const wanted = { ...(value as object), new: given } as Json;
        const once = edit(
          text,
          patchBetween(value, wanted).map((one) => ({ document: 0, ...one })),
        );
        assert.ok(once.ok);
        const again = edit(once.text, [{ document: 0, op: 'add', path: '/new', value: given }]);
        assert.deepEqual(again, once);
      }),
      { numRuns: 1000 },
    );
  });

  it('holds for JSON', () => {
    const value = fc.dictionary(fc.string(), anyValue, { minKeys: 1, noNullPrototype: true }) as fc.Arbitrary<Json>;
    fc.assert(
      fc.property(value, fc.constantFrom(undefined, 2, 4), operations, (root, indent, picks) => {
        const text = `${JSON.stringify(root, null, indent)}\n`;
        let wanted = root;
        const steps: (PatchOperation & { document: number })[] = [];
        for (const [pick, kind, given] of picks) {
          if (pointersBelow(wanted).length === 0) break;
          const step = { document: 0, ...operationOn(wanted, pick, kind, given) };
          const done = applyPatch(wanted, [step]);
          assert.ok(done.ok);
          wanted = done.value;
          steps.push(step);
        }
        if (lone.test(JSON.stringify(wanted))) return;
        const done = edit(text, steps, { json: true });
        assert.ok(done.ok, text);
        // Editors of JSON print it so; the layout is kept.
        if (indent !== undefined && !/\{ *\}|\[ *\]/.test(text))
          assert.equal(done.text, `${JSON.stringify(JSON.parse(done.text), null, indent)}\n`);
        assert.ok(sameJson(JSON.parse(done.text) as Json, wanted));
      }),
      { numRuns: 1000 },
    );
  });
});
