import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { run } from '../../src/commands/test.ts';

async function call(...words: string[]) {
  let out = '';
  let err = '';
  const io = {
    stdout(text: string) {
      out += text;
    },
    stderr(text: string) {
      err += text;
    },
  };
  const code = await run({ words, has: () => true, one: () => undefined, all: () => [], io } as never);
  return { code, out, err };
}

describe('sallyport test', () => {
  it('runs the cases of a pack', async () => {
    const { code, out } = await call('pack:pod-security-baseline');
    assert.equal(code, 0, out);
    assert.match(out, /policies, \d+ cases, all hold\n$/);
  });

  it('cannot judge what it cannot find', async () => {
    assert.equal((await call('no/such/folder')).code, 2);
    assert.equal((await call('pack:none')).code, 2);
  });
});
