import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { parseDuration, timeToAnswer } from '../../../src/gates/admission/deadline.ts';

describe('parseDuration()', () => {
  it('reads durations as Go writes them', () => {
    const cases: readonly [string, number | undefined][] = [
      ['10s', 10_000],
      ['1m30s', 90_000],
      ['1.5s', 1_500],
      ['500ms', 500],
      ['1h0m0.5s', 3_600_500],
      ['2µs', 0.002],
      ['', undefined],
      ['10', undefined],
      ['s', undefined],
      ['-1s', undefined],
      ['10s ', undefined],
      ['1d', undefined],
    ];
    assert.deepEqual(
      cases.map(([text]) => [text, parseDuration(text)]),
      cases.map(([text, expected]) => [text, expected]),
    );
  });

  it('reads whole seconds and milliseconds of any size', () => {
    fc.assert(
      fc.property(fc.nat({ max: 1e6 }), fc.nat({ max: 999 }), (seconds, milliseconds) => {
        assert.equal(parseDuration(`${seconds}s${milliseconds}ms`), seconds * 1000 + milliseconds);
      }),
    );
  });
});

describe('timeToAnswer()', () => {
  it('stays a bit under the time-out', () => {
    assert.equal(timeToAnswer('/validate?timeout=10s'), 9_500);
    assert.equal(timeToAnswer('/validate?timeout=1s'), 900);
    assert.equal(timeToAnswer('/validate?a=b&timeout=30s'), 29_500);
    assert.equal(timeToAnswer('/validate'), 9_500);
    assert.equal(timeToAnswer('/validate?timeout=1000000h'), 59_500);
  });

  it('refuses what is no time', () => {
    for (const timeout of ['', '0s', '-1s', 'x']) assert.equal(timeToAnswer(`/validate?timeout=${timeout}`), undefined);
  });
});
