import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { RENDERERS, rendererOf, renderFile } from '../../src/renderers/index.ts';

describe('renderers', () => {
  it('have distinct names', () => {
    assert.ok(RENDERERS.length > 0);
    assert.equal(new Set(RENDERERS.map(({ name }) => name)).size, RENDERERS.length);
  });

  it('are chosen by path', () => {
    assert.equal(rendererOf('a.yaml')?.name, 'plain');
    assert.equal(rendererOf('README.md'), undefined);
    assert.equal(renderFile({ path: 'README.md', bytes: new Uint8Array() }, { hasFile: () => false }), undefined);
  });
});
