import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { JsonObject } from '../../src/kube/object.ts';
import { bytesOf, type MetadataRules, validateAnnotations, validateMetadata } from '../../src/validation/metadata.ts';
import { dnsLabel, pathSegment } from '../../src/validation/names.ts';
import type { FieldErrors } from '../../src/validation/subject.ts';
import { named } from '../builders/pod-cases.ts';

const RULES: MetadataRules = { namespaced: true, name: dnsLabel };
const OWNER = { apiVersion: 'v1', kind: 'Node', name: 'a', uid: 'b' };

function errorsOf(metadata: JsonObject, rules: MetadataRules = RULES, old?: JsonObject): readonly string[] {
  const out: FieldErrors = [];
  validateMetadata(out, { metadata }, old && { metadata: old }, rules);
  return named(out);
}

describe('metadata', () => {
  const cases: readonly (readonly [string, JsonObject, readonly string[], MetadataRules?, JsonObject?])[] = [
    ['takes a name', { name: 'a', namespace: 'b', labels: { a: '' }, annotations: { 'A.b/C': '' } }, []],
    ['takes a prefix', { generateName: 'a-' }, []],
    ['takes a prefix that is cut to a name', { generateName: `${'a'.repeat(62)}-` }, []],
    ['misses a name', {}, ['required /metadata/name']],
    ['refuses a name', { name: 'A' }, ['invalid /metadata/name']],
    ['refuses a prefix', { generateName: 'AB-', name: 'a' }, ['invalid /metadata/generateName']],
    ['refuses a prefix that becomes no name', { generateName: '.' }, ['invalid /metadata/generateName']],
    ['judges what becomes of a prefix alone', { generateName: 'A', name: 'a' }, [], { ...RULES, anyPrefix: true }],
    ['keeps slashes out of paths', { name: 'a/b' }, ['invalid /metadata/name'], { ...RULES, name: pathSegment }],
    ['refuses a namespace', { name: 'a', namespace: 'A' }, ['invalid /metadata/namespace']],
    [
      'has no namespace',
      { name: 'a', namespace: 'b' },
      ['forbidden /metadata/namespace'],
      { ...RULES, namespaced: false },
    ],
    ['refuses labels', { name: 'a', labels: { a: '-' } }, ['invalid /metadata/labels/a']],
    ['refuses annotations', { name: 'a', annotations: { '-': '' } }, ['invalid /metadata/annotations/-']],
    ['takes an owner', { name: 'a', ownerReferences: [{ ...OWNER, controller: true }, OWNER] }, []],
    [
      'refuses owners',
      {
        name: 'a',
        ownerReferences: [
          { ...OWNER, controller: true },
          { ...OWNER, uid: '2', controller: true },
          { ...OWNER, kind: 'Event' },
          { apiVersion: 'a/b/c', kind: '', name: '', uid: '' },
        ],
      },
      [
        'invalid /metadata/ownerReferences/1',
        'invalid /metadata/ownerReferences/2',
        'invalid /metadata/ownerReferences/3/apiVersion',
        'invalid /metadata/ownerReferences/3/kind',
        'invalid /metadata/ownerReferences/3/name',
        'invalid /metadata/ownerReferences/3/uid',
      ],
    ],
    ['takes finalizers', { name: 'a', finalizers: ['a.b/c', 'kubernetes'] }, []],
    [
      'refuses finalizers',
      { name: 'a', finalizers: ['a', '-'] },
      ['invalid /metadata/finalizers/0', 'invalid /metadata/finalizers/1'],
    ],
    ['takes any finalizer of some kinds', { name: 'a', finalizers: ['a'] }, [], { ...RULES, anyFinalizer: true }],
    ['deletes one way', { name: 'a', finalizers: ['orphan', 'foregroundDeletion'] }, ['invalid /metadata/finalizers']],
    [
      'keeps name and namespace',
      { name: 'b', namespace: 'd' },
      ['immutable /metadata/name', 'immutable /metadata/namespace'],
      RULES,
      { name: 'a', namespace: 'c' },
    ],
    ['judges no name again on an update', { name: 'A' }, [], RULES, { name: 'A', namespace: 'c' }],
  ];
  for (const [title, metadata, errors, rules, old] of cases) {
    it(title, () => assert.deepEqual(errorsOf(metadata, rules, old), errors));
  }

  it('bounds annotations together, in bytes', () => {
    const out: FieldErrors = [];
    validateAnnotations(out, { annotations: { a: 'ä'.repeat(131_071), b: '' } }, '');
    assert.deepEqual(out, []);
    validateAnnotations(out, { annotations: { a: 'ä'.repeat(131_071), b: 'c' } }, '');
    assert.deepEqual(named(out), ['too-long /annotations']);
  });

  it('counts bytes as UTF-8 has them', () => {
    for (const text of ['', 'a', 'ä', '€', '😀', 'aä€😀']) assert.equal(bytesOf(text), Buffer.byteLength(text));
  });
});
