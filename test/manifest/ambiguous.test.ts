import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { CORE_SCHEMA, constructFromEvents, mergeTag } from 'js-yaml';
import { isJsonList, isJsonObject, type Json } from '../../src/kube/object.ts';
import { ambiguousScalars } from '../../src/manifest/ambiguous.ts';
import { readEvents, repairBudget } from '../../src/manifest/events.ts';
import { parseManifests, parseText } from '../../src/manifest/parse.ts';
import { generateYaml, wordsEverywhere } from '../e2e/yaml-generator.ts';

const found = (text: string) =>
  parseText(text).documents.flatMap((document) =>
    ambiguousScalars(document).map(({ rule, pointer }) => [rule, pointer]),
  );
const messages = (text: string) =>
  parseText(text).documents.flatMap((document) => ambiguousScalars(document).map(({ message }) => message));

describe('ambiguousScalars()', () => {
  it('points to each scalar and name that YAML 1.2 readers see otherwise', () => {
    const text = 'a: yes\nb: [1, 0777, {c/d: 1_000}]\non: {x: n}\nq: "yes"\nr: 1:30\n010: !!binary YQ==\n';
    assert.deepEqual(found(text), [
      ['boolean-word', '/a'],
      ['octal', '/b/1'],
      ['underscore', '/b/2/c~1d'],
      ['key', '/true'],
      ['boolean-word', '/true/x'],
      ['key', '/8'],
      ['tag', '/8'],
    ]);
    assert.deepEqual(found('no'), [['boolean-word', '']]);
    assert.deepEqual(found('a: 1\nb: true\n'), []);
  });

  it('tells of anchors where they are written, and of merge keys', () => {
    assert.deepEqual(found('a: &a {x: yes}\nb: *a\nc: {<<: {w: no}, z: off}\n'), [
      ['boolean-word', '/a/x'],
      ['boolean-word', '/c/w'],
      ['boolean-word', '/c/z'],
    ]);
    assert.deepEqual(found('a: &a {x: 1}\nb:\n  x: 2\n  <<: [*a, {w: on}]\n  z: [no]\n'), [
      ['merge-order', '/b/x'],
      ['boolean-word', '/b/w'],
      ['boolean-word', '/b/z/0'],
    ]);
    assert.deepEqual(found('a: &a {x: 1}\nb:\n  <<: *a\n  x: 2\nc: {x: 1, <<: *a}\n'), []);
  });

  it('says how both read it, and what to do', () => {
    assert.deepEqual(messages('a: yes\nb: 0777\nc: 1_000\non: 1\nd: 0x10000000000000000\ne: !!binary YQ==\nf: 0b1\n'), [
      '`yes` is read as true by kubectl, but as text by YAML 1.2 readers; write `true`, or put it in quotes',
      '`0777` is read as 511 by kubectl, but as 777 by YAML 1.2 readers; write `511`, or put it in quotes',
      '`1_000` is read as 1000 by kubectl, but as text by YAML 1.2 readers; write `1000`, or put it in quotes',
      'the key `on` is read as `true` by kubectl, but as `on` by YAML 1.2 readers; put it in quotes',
      '`0x10000000000000000` is read as text by kubectl, but as a number by YAML 1.2 readers; put it in quotes',
      'the tag `!!binary` is decoded by kubectl, but may mean another value to YAML 1.2 readers; write the value without it',
      '`0b1` is read as 1 by kubectl, but as text by YAML 1.2 readers; write `1`, or put it in quotes',
    ]);
    assert.match(messages('a: &a {x: 1}\nb: {x: 2, <<: *a}\n')[0]!, /^the merge key `<<` replaces `x` for kubectl/);
  });

  it('goes with the items of a List', () => {
    const item = (value: string) => `- {apiVersion: v1, kind: A, spec: {v: ${value}}}\n`;
    const text = `apiVersion: v1\nkind: List\nitems:\n${['yes', '1', 'off', '010'].map(item).join('')}metadata: {on: 1}\n`;
    const { documents } = parseManifests(text);
    assert.deepEqual(
      documents.map((document) => ambiguousScalars(document).map(({ rule, pointer }) => [rule, pointer])),
      [[['boolean-word', '/spec/v']], [], [['boolean-word', '/spec/v']], [['octal', '/spec/v']]],
    );
  });

  it('stops where names are so long that pointers to all would fill the memory', () => {
    const name = 'x'.repeat(100_000);
    const count = found(`${name}: [${Array(1000).fill('yes').join(',')}]\n`).length;
    assert.ok(count > 30 && count < 50, `${count}`);
  });
});

// The referee of what readers of YAML 1.2 see is js-yaml with its own core schema, and merge keys, which most readers know.
describe('ambiguousScalars() beside the core schema of js-yaml', () => {
  const core = CORE_SCHEMA.withTags(mergeTag);
  const texts = [...wordsEverywhere(), ...generateYaml(7, 8_000)].map(({ text }) => text);

  it('misses nothing that is read otherwise, and names nothing else', () => {
    const counts = { alike: 0, otherwise: 0, pointers: 0 };
    for (const text of texts) {
      const { documents, problems } = parseText(text);
      const isOne = documents.length === 1 && problems.length === 0 && !/^---/m.test(text);
      const theirs = isOne ? coreReading(text) : undefined;
      if (theirs === undefined) continue;
      const [document] = documents;
      const named = ambiguousScalars(document!);
      const different = canonical(document!.value) !== canonical(theirs.value);
      if (different) assert.ok(named.length > 0, `missed: ${JSON.stringify(text)}`);
      counts[different ? 'otherwise' : 'alike']++;
      // What an alias or merge key brings is told at its anchor; with a tag js-yaml reads more forms than YAML 1.2 has.
      if (/[*!]|<</.test(text)) continue;
      const expected = differences(document!.value, theirs.value, '');
      if (expected === undefined) continue;
      const pointers = new Set(named.map(({ pointer }) => pointer));
      assert.deepEqual([...pointers].sort(), [...new Set(expected)].sort(), JSON.stringify(text));
      counts.pointers += expected.length;
    }
    console.log(
      `yaml-reading: ${texts.length} texts, ${counts.alike} alike, ${counts.otherwise} otherwise, ${counts.pointers} pointers`,
    );
    assert.ok(counts.alike > 6000 && counts.otherwise > 1200 && counts.pointers > 900);
  });

  function coreReading(text: string): { readonly value: Json } | undefined {
    try {
      // From the events that our own reading begins with, so that layout plays no part.
      const { source, events } = readEvents(text, 100, repairBudget(text.length));
      if (source === undefined) return undefined;
      return { value: constructFromEvents([...events], { source, schema: core })[0] as Json };
    } catch {
      return undefined;
    }
  }
});

function canonical(value: Json): string {
  return JSON.stringify(value, (_, one: Json) =>
    isJsonObject(one) ? ['{', ...Object.entries(one).sort(([a], [b]) => (a < b ? -1 : 1))] : one,
  );
}

/** Pointers to all that differs; undefined where more than one name of a map does, so that nobody knows which belong together. */
function differences(ours: Json, theirs: Json, pointer: string): readonly string[] | undefined {
  if (isJsonList(ours) && isJsonList(theirs)) {
    const all = ours.map((one, index) => differences(one, theirs[index]!, `${pointer}/${index}`));
    return all.includes(undefined) ? undefined : all.flatMap((one) => one!);
  }
  if (!isJsonObject(ours) || !isJsonObject(theirs))
    return ours === theirs || (ours === 0 && theirs === 0) ? [] : [pointer];
  const names = Object.keys(ours).filter((name) => !Object.hasOwn(theirs, name));
  const others = Object.keys(theirs).filter((name) => !Object.hasOwn(ours, name));
  if (names.length !== others.length || names.length > 1) return undefined;
  const found: string[] = [];
  for (const name of Object.keys(ours)) {
    const at = `${pointer}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`;
    const below = differences(ours[name]!, theirs[name === names[0] ? others[0]! : name]!, at);
    if (below === undefined) return undefined;
    if (name === names[0]) found.push(at);
    found.push(...below);
  }
  return found;
}
