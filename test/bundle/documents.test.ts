import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { problemAt, readDocuments } from '../../src/bundle/documents.ts';
import { binding } from '../builders/bundle.ts';

const read = (bytes: Uint8Array | string, path = 'a.yaml') =>
  readDocuments({ path, bytes: typeof bytes === 'string' ? new TextEncoder().encode(bytes) : bytes });

describe('documents', () => {
  it('reads every document of a file and passes a Config over', () => {
    const config = 'apiVersion: sallyport.dev/v1alpha1\nkind: Config\n---\n';
    const { documents, problems } = read(config + binding('a') + binding('b', 'warn', '', 'two'));
    assert.deepEqual(problems, []);
    assert.deepEqual(
      documents.map(({ name, pack }) => [name, pack]),
      [
        ['all', undefined],
        ['two', undefined],
      ],
    );
  });

  it('names what it cannot read with its place', () => {
    assert.deepEqual(
      read(new Uint8Array([0xff, 0xfe])).problems.map(({ code }) => code),
      ['encoding'],
    );
    const { problems } = read(`${binding('a')}kind: x\nkind: y\n`);
    assert.deepEqual(
      problems.map(({ code }) => code),
      ['duplicate-key'],
    );
    assert.ok((problems[0]?.location?.line ?? 0) > 5);
  });

  it('problemAt() locates a pointer', () => {
    const [document] = read(binding('a')).documents;
    assert.ok(document);
    assert.deepEqual(
      problemAt({ code: 'c', message: 'm', pointer: '/spec/policies/0' }, 'a.yaml', document.text).location,
      { file: 'a.yaml', line: 5, column: 14 },
    );
  });
});
