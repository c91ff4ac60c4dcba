import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { PassThrough, Readable } from 'node:stream';
import { describe, it } from 'node:test';
import { cacheFolder, drained, processIo, readVersion, wantsColour } from '../../src/commands/terminal.ts';

const never = new AbortController().signal;

function streams(stdout = new PassThrough()) {
  return {
    stdin: Readable.from([Buffer.from('a'), 'ü']),
    stdout: stdout as unknown as NodeJS.WriteStream,
    stderr: new PassThrough() as unknown as NodeJS.WriteStream,
    env: {},
    cwd: () => '/',
  };
}

describe('cacheFolder()', () => {
  it('is in the folder that the user has for caches, if any', () => {
    assert.equal(cacheFolder({ HOME: '/home/ann' }), '/home/ann/.cache/sallyport/code');
    assert.equal(cacheFolder({ HOME: '/home/ann', XDG_CACHE_HOME: '/var/ann' }), '/var/ann/sallyport/code');
    assert.equal(cacheFolder({ HOME: '/home/ann', XDG_CACHE_HOME: 'relative' }), '/home/ann/.cache/sallyport/code');
    assert.equal(cacheFolder({}), undefined);
    assert.equal(cacheFolder({ HOME: '' }), undefined);
  });
});

describe('wantsColour()', () => {
  it('colours a terminal only, unless the environment says otherwise', () => {
    assert.equal(wantsColour({}, true), true);
    assert.equal(wantsColour({}, false), false);
    assert.equal(wantsColour({ NO_COLOR: '1' }, true), false);
    assert.equal(wantsColour({ NO_COLOR: '' }, true), true);
    assert.equal(wantsColour({ TERM: 'dumb' }, true), false);
    assert.equal(wantsColour({ FORCE_COLOR: '1' }, false), true);
    assert.equal(wantsColour({ FORCE_COLOR: '0' }, true), false);
    assert.equal(wantsColour({ FORCE_COLOR: '1', NO_COLOR: '1' }, false), true);
  });
});

describe('readVersion()', () => {
  it('is the version of package.json', () => {
    assert.equal(readVersion(), JSON.parse(readFileSync('package.json', 'utf8')).version);
  });
});

describe('processIo()', () => {
  it('reads all of stdin as bytes', async () => {
    const bytes = await processIo(streams(), never, assert.fail).stdin();
    assert.equal(Buffer.from(bytes).toString('utf8'), 'aü');
  });

  it('drops what follows when the reader is gone, without a failure', async () => {
    const broken = streams();
    const io = processIo(broken, never, assert.fail);
    broken.stdout.destroy(Object.assign(new Error('write EPIPE'), { code: 'EPIPE' }));
    await new Promise((resolve) => setImmediate(resolve));
    io.stdout('more');
    await drained(broken);
  });

  it('hands any other write failure on', async () => {
    const failing = streams();
    const seen: Error[] = [];
    processIo(failing, never, (error) => seen.push(error));
    failing.stdout.destroy(Object.assign(new Error('no space'), { code: 'ENOSPC' }));
    await new Promise((resolve) => setImmediate(resolve));
    assert.deepEqual(
      seen.map(({ message }) => message),
      ['no space'],
    );
  });
});
