// The README's first command: the demo on the sample shop ends well, and says that both gates agree.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { describe, it } from 'node:test';

describe('npm run demo', () => {
  it('shows the same findings at both gates', () => {
    const { status, stdout, stderr } = spawnSync(process.execPath, ['dist/examples/demo/run.js'], { encoding: 'utf8' });
    assert.equal(status, 0, stdout + stderr);
    const [, objects, findings] = /^same findings at both gates: (\d+) objects, (\d+) findings$/m.exec(stdout) ?? [];
    assert.ok(Number(objects) >= 15, `saw ${objects} objects`);
    assert.ok(Number(findings) >= 10, `saw ${findings} findings`);
    assert.match(stdout, /examples\/shop\/\S+\.yaml:\d+/);
  });
});
