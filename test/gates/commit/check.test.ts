import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type Check, type CheckOptions, groundsOf } from '../../../src/gates/commit/check.ts';
import { findConfig } from '../../../src/gates/commit/rules.ts';
import { CHECK_OPTIONS } from '../../builders/check.ts';
import { withFolder } from '../../builders/repository.ts';

describe('groundsOf()', () => {
  const grounds = (more: Partial<CheckOptions>) =>
    withFolder(async (cwd) => {
      const options = { ...CHECK_OPTIONS, ...more };
      const found = findConfig(options, { cwd, root: undefined });
      assert.ok(found.ok);
      const around = { cwd, env: {}, version: '0', stdin: async () => new Uint8Array() };
      return groundsOf({ options, around, root: undefined, found } satisfies Check);
    });

  it('loads the rules and the facts', async () => {
    const given = await grounds({});
    assert.ok(given.ok);
    assert.deepEqual([given.rules.version, given.facts.definitions, given.facts.kubernetes], ['1.35', [], undefined]);
  });

  it('says which of them cannot be loaded', async () => {
    const codes = async (more: Partial<CheckOptions>) => {
      const given = await grounds(more);
      return given.ok ? [] : given.errors.map(({ code }) => code);
    };
    assert.deepEqual(await codes({ policies: ['pack:none'] }), ['pack-unknown']);
    assert.deepEqual(await codes({ snapshot: 'none.yaml' }), ['snapshot-unreadable']);
  });
});
