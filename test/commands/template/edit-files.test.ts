import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { editFile } from '../../../src/commands/template/edit-files.ts';
import type { JsonObject, KubeObject } from '../../../src/kube/object.ts';
import { parseManifests } from '../../../src/manifest/parse.ts';

const TEXT =
  'apiVersion: v1\nkind: A\nx: 1 # one\nnone: null\n---\napiVersion: v1\nkind: List\nitems:\n- {apiVersion: v1, kind: B, y: 1}\n- {apiVersion: v1, kind: C}\n';

function edited(
  text: string,
  change: (object: JsonObject, index: number) => JsonObject | undefined,
  added: readonly JsonObject[] = [],
  file = 'a.yaml',
) {
  const { documents } = parseManifests(text.replace(/^\ufeff/, ''), { json: file.endsWith('.json') });
  const changes = documents.map((document, index) => {
    const object = document.value as KubeObject;
    return { source: { file, document, object }, object: change(object, index) };
  });
  const done = editFile(file, new TextEncoder().encode(text), { changes, added });
  return done.ok ? done.after : `refused: ${done.message}`;
}

describe('editFile()', () => {
  it('changes objects, also items of a List, and leaves members that are null', () => {
    const after = edited(TEXT, ({ none: _, ...object }, index) => (index === 2 ? object : { ...object, x: index + 2 }));
    assert.equal(after, TEXT.replace('x: 1', 'x: 2').replace('y: 1}', 'y: 1, x: 3}'));
    assert.equal(
      edited(TEXT, (object) => object),
      TEXT,
    );
  });

  it('takes objects away and puts others in', () => {
    const after = edited(TEXT, (object, index) => (index === 2 ? object : undefined), [{ kind: 'D' }]);
    assert.equal(after, 'apiVersion: v1\nkind: List\nitems:\n- {apiVersion: v1, kind: C}\n---\nkind: D\n');
    assert.equal(
      edited('apiVersion: v1\nkind: A\n', () => undefined),
      '',
    );
  });

  it('puts others into the List that holds all', () => {
    const list = 'apiVersion: v1\nkind: List\nitems:\n- {apiVersion: v1, kind: B}\n';
    assert.equal(
      edited(list, (object) => object, [{ kind: 'D' }]),
      `${list}- kind: D\n`,
    );
    const json = '{"apiVersion": "v1", "kind": "List", "items": [{"apiVersion": "v1", "kind": "B"}]}';
    assert.equal(
      edited(json, (object) => object, [{ kind: 'D' }], 'a.json'),
      json.replace(']}', ', {"kind": "D"}]}'),
    );
  });

  it('keeps a byte order mark', () => {
    assert.equal(
      edited('\ufeffapiVersion: v1\nkind: A\n', (object) => ({ ...object, b: 1 })),
      '\ufeffapiVersion: v1\nkind: A\nb: 1\n',
    );
  });

  it('says where and why a text stays as it is', () => {
    const shared = 'apiVersion: v1\nkind: A\na: &x {b: 1}\nc: *x\n';
    assert.match(
      edited(shared, (object) => ({ ...object, a: { b: 2 } })),
      /^refused: a\.yaml:3:4: the value at `\/a` has an anchor/,
    );
    const json = '{"apiVersion": "v1", "kind": "A"}';
    assert.match(
      edited(json, (object) => object, [{ kind: 'B' }], 'a.json'),
      /^refused: `a\.json` is JSON and holds one object/,
    );
    assert.equal(
      edited(json, (object) => ({ ...object, b: 1 }), [], 'a.json'),
      '{"apiVersion": "v1", "kind": "A", "b": 1}',
    );
  });
});
