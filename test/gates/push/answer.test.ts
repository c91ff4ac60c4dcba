import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { loadBundle } from '../../../src/bundle/load.ts';
import { answer } from '../../../src/gates/push/answer.ts';
import { portionOf } from '../../../src/reports/portion.ts';

const loaded = await loadBundle([{ pack: 'pod-security-baseline' }]);
assert.ok(loaded.ok, JSON.stringify(loaded.ok || loaded.problems));
const outcome = {
  ref: 'refs/heads/main',
  version: '0.1.0',
  kubernetes: '1.35',
  bundle: loaded.bundle,
  portion: portionOf([]),
  errors: [],
  files: 0,
  ignored: 0,
  failOn: 'deny',

  hygiene: { now: 0, sawEverything: true, placeOf: () => null },
} as const;

describe('answer()', () => {
  it('passes when nothing is wrong, and names the bundle and the gate', () => {
    const { report, exitCode } = answer(outcome);
    assert.equal(exitCode, 0);
    assert.equal(report.bundle, loaded.ok && loaded.bundle.digest);
    assert.equal(report.gate, 'push');
  });

  it('fails with 2 when something could not be read', () => {
    const error = {
      code: 'yaml-syntax',
      message: 'no YAML',
      enforcement: 'deny',
      location: { file: 'a.yaml', line: 3, column: 1 },
    } as const;
    const { report, exitCode } = answer({ ...outcome, bundle: undefined, errors: [error] });
    assert.equal(exitCode, 2);
    assert.deepEqual(report.errors, [error]);
    assert.equal(report.bundle, '');
  });
});
