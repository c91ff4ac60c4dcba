import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { watchBundle } from '../../src/bundle/watch.ts';
import { bindingText, UNLABELLED, writePolicies } from '../builders/policies.ts';

const root = mkdtempSync(join(tmpdir(), 'sallyport-'));
after(() => rmSync(root, { recursive: true }));

describe('watchBundle()', () => {
  it('hands on a changed bundle, tells a broken one, and is silent about what means the same', async () => {
    const folder = join(root, 'policies');
    writePolicies(folder, 'deny');
    const loaded: string[] = [];
    const refused: string[] = [];
    const { first, watch } = await watchBundle({
      sources: [{ path: folder }],
      every: 3_600_000,
      onLoaded: ({ bundle }) => loaded.push(bundle.digest),
      onRefused: ({ problems }) =>
        refused.push(problems.map(({ code, location }) => `${code} ${location?.line}`).join()),
    });
    try {
      assert.ok(first.ok);
      const change = async (name: string, text: string) => {
        writeFileSync(join(folder, name), text);
        await watch.look();
      };
      await change('unlabelled.yaml', `# a comment\n${UNLABELLED}`);
      assert.deepEqual([loaded, refused], [[], []]);
      await change('binding.yaml', bindingText('warn'));
      assert.equal(loaded.length, 1);
      assert.notEqual(loaded[0], first.bundle.digest);
      await change('binding.yaml', bindingText('warn').replace('enforcement', 'enforcment'));
      assert.equal(loaded.length, 1);
      assert.equal(refused.length, 1);
      assert.match(refused[0] ?? '', / 6\b/, 'with the line of the mistake');
      rmSync(join(folder, 'binding.yaml'));
      await watch.look();
      assert.equal(refused[1], 'nothing-bound undefined');
      rmSync(folder, { recursive: true });
      await watch.look();
      assert.equal(refused.length, 3);
      writePolicies(folder, 'deny');
      await watch.look();
      assert.equal(loaded.at(-1), first.bundle.digest);
    } finally {
      watch.stop();
    }
  });

  it('refuses at the start what binds nothing', async () => {
    const folder = join(root, 'unbound');
    writePolicies(folder, 'deny');
    rmSync(join(folder, 'binding.yaml'));
    const options = { sources: [{ path: folder }], onLoaded: () => undefined, onRefused: () => undefined };
    const { first, watch } = await watchBundle(options);
    watch.stop();
    assert.ok(!first.ok);
    assert.match(first.problems[0]?.message ?? '', /no PolicyBinding turns a policy on/);
  });
});
