import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createLog, LOG_LEVELS } from '../../src/telemetry/log.ts';

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
