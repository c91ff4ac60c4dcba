// The proof that kubectl reads an edited text as it was meant: texts of all sorts, one random operation in each, and what
// sigs.k8s.io/yaml makes of the result. A text that is refused stays as it is, and its share is bounded.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { applyPatch, type PatchOperation } from '../../src/change/patch.ts';
import { joinPointer } from '../../src/change/pointer.ts';
import type { Json } from '../../src/kube/object.ts';
import { edit } from '../../src/manifest/edit.ts';
import { parseText } from '../../src/manifest/parse.ts';
import { anyValue, styled, textStyle, writeStyled } from '../builders/styled-yaml.ts';
import { type Binaries, ensureBinaries, SKIP_REASON } from './binaries.ts';
import { generateYaml } from './yaml-generator.ts';
import { alike, shown, theyRead, weRead } from './yaml-referee.ts';

const SEED = 7;
const GENERATED = 20_000;
const STYLED = 4_000;
/** Anchors and aliases are refused; the generator of hard texts makes many. Below this share the suite has lost what it is for. */
const MINIMUM_EDITED = { generated: 0.5, styled: 0.999 };

const binaries = await ensureBinaries();
const referee = (binaries as Binaries | undefined)?.yamlReferee ?? '';

describe('YAML that was edited', { skip: binaries ? false : SKIP_REASON }, () => {
  it('is read by kubectl as it was meant', async () => {
    const random = fc.sample(fc.tuple(fc.nat(), fc.nat(2), anyValue), { numRuns: GENERATED + STYLED, seed: SEED });
    const styles = fc
      .sample(fc.tuple(styled, textStyle), { numRuns: STYLED, seed: SEED })
      .map(([root, style]) => writeStyled(root, style));
    for (const [kind, texts] of [
      ['generated', generateYaml(SEED, GENERATED).map(({ text }) => text)],
      ['styled', styles],
    ] as const) {
      let tried = 0;
      const edited: string[] = [];
      for (const [place, text] of texts.entries()) {
        // What kubectl and we read differently before is none of an edit's.
        const done = editedBy(text, ...random[place]!);
        if (done === undefined) continue;
        tried++;
        if (done !== false) edited.push(done);
      }
      const readings = await theyRead(referee, edited);
      const wrong = edited.flatMap((text, place) => {
        const ours = weRead(text);
        const theirs = readings[place]!;
        return alike(ours, theirs) ? [] : [`${JSON.stringify(text)}: we ${shown(ours)}, kubectl ${shown(theirs)}`];
      });
      console.log(`${kind}: ${tried} texts tried, ${edited.length} edited, ${wrong.length} read otherwise`);
      assert.deepEqual(wrong.slice(0, 20), []);
      assert.ok(tried >= texts.length / 4, `${tried} of ${texts.length} ${kind} texts could be tried`);
      assert.ok(
        edited.length >= MINIMUM_EDITED[kind] * tried,
        `${edited.length} of ${tried} ${kind} texts were edited`,
      );
    }
  });
});

/** The text with one operation done; false where it was refused, undefined where there is nothing to do it on. */
function editedBy(text: string, pick: number, kind: number, value: Json): string | false | undefined {
  const { documents, problems } = parseText(text);
  const document = documents.at(-1);
  if (problems.length > 0 || document === undefined) return undefined;
  const pointers = pointersBelow(document.value);
  if (pointers.length === 0) return undefined;
  const path = pointers[pick % pointers.length]!;
  const operation: PatchOperation =
    kind === 0 ? { op: 'remove', path } : { op: kind === 1 ? 'replace' : 'add', path, value };
  assert.ok(applyPatch(document.value, [operation]).ok, path);
  const done = edit(text, [{ document: document.index, ...operation }]);
  return done.ok ? done.text : false;
}

function pointersBelow(value: Json, pointer = ''): readonly string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, one]) => {
    const below = joinPointer(pointer, name);
    return [below, ...pointersBelow(one, below)];
  });
}
