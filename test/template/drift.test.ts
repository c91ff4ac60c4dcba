import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { placeName, shown } from '../../src/template/drift.ts';

describe('drifts in words', () => {
  it('placeName() names items by their name and quotes odd keys', () => {
    const object = { spec: { containers: [{ name: 'app', args: ['a'] }] }, metadata: { labels: { 'a/b': 'c' } } };
    assert.equal(placeName(object, '/spec/containers/0/args/0'), 'spec.containers[name=app].args[0]');
    assert.equal(placeName(object, '/spec/containers/-'), 'spec.containers[+]');
    assert.equal(placeName(object, '/metadata/labels/a~1b'), 'metadata.labels["a/b"]');
    assert.equal(placeName(object, ''), '');
  });

  it('shown() cuts, and leaves nothing that changes how a terminal shows it', () => {
    assert.equal(shown({ a: [1] }), '`{"a":[1]}`');
    assert.equal(shown('x'.repeat(200)).length, 82);
    assert.equal(shown('a\u202eb`'), '`a\\u202eb\\u0060`');
    assert.equal(shown(undefined), 'not known');
  });
});
