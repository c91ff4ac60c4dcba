import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { describe, it } from 'node:test';
import { createLog, createStderrLog, LOG_LEVELS } from '../../src/telemetry/log.ts';

const written = (level: (typeof LOG_LEVELS)[number]): Record<string, unknown>[] => {
  const lines: string[] = [];
  const log = createLog(level, { write: (line) => void lines.push(line) });
  log.debug('d');
  log.info({ uid: 'u', nested: { text: 'a\nb' } }, 'i');
  log.warn('w');
  log.error({ err: new Error('bad') }, 'e');
  for (const line of lines) assert.match(line, /^[^\n]+\n$/);
  return lines.map((line) => JSON.parse(line) as Record<string, unknown>);
};

describe('createLog()', () => {
  it('writes one JSON object a line, with level, time and message', () => {
    const [line] = written('info');
    const { time, ...fields } = line ?? {};
    assert.ok(!Number.isNaN(Date.parse(String(time))));
    assert.deepEqual(fields, { level: 'info', uid: 'u', nested: { text: 'a\nb' }, msg: 'i' });
  });

  it('writes from its level up', () => {
    assert.deepEqual(
      LOG_LEVELS.map((level) => written(level).map(({ level: one }) => one)),
      [['debug', 'info', 'warn', 'error'], ['info', 'warn', 'error'], ['warn', 'error'], ['error'], []],
    );
  });
});

describe('createStderrLog()', () => {
  it('writes to standard error, and everything in order before it ends', () => {
    const script = `
      const { createStderrLog } = await import('./dist/src/telemetry/log.js');
      const log = createStderrLog('info');
      for (let count = 0; count < 5000; count++) log.info({ count, padding: 'x'.repeat(100) }, 'line');
      await log.end();
      process.exit(0);`;
    const { stderr, stdout } = spawnSync(process.execPath, ['--input-type=module', '--eval', script], {
      encoding: 'utf8',
      maxBuffer: 16 * 1024 * 1024,
    });
    assert.equal(stdout, '');
    const counts = stderr
      .trimEnd()
      .split('\n')
      .map((line) => (JSON.parse(line) as { count: number }).count);
    assert.deepEqual(
      counts,
      Array.from({ length: 5000 }, (_, index) => index),
    );
    assert.equal(typeof createStderrLog, 'function');
  });
});
