import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { batch, run } from '../../src/commands/eval.ts';

const folder = mkdtempSync(join(tmpdir(), 'sallyport-eval-'));
after(() => rmSync(folder, { recursive: true }));

const MANIFESTS = `apiVersion: v1
kind: Pod
metadata: {name: one, namespace: shop}
spec:
  containers: [{name: a, image: nginx}, {name: b, image: busybox, command: null}]
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: two}
spec: {template: {spec: {containers: [{name: c}]}}}
`;
writeFileSync(join(folder, 'all.yaml'), MANIFESTS);

async function call(words: readonly string[], { stdin = '', flags = [] as readonly string[] } = {}) {
  let out = '';
  let err = '';
  const io = {
    cwd: folder,
    stdin: async () => new TextEncoder().encode(stdin),
    stdout: (text: string) => {
      out += text;
    },
    stderr: (text: string) => {
      err += text;
    },
  };
  const code = await run({
    words,
    has: (flag: string) => flags.includes(flag),
    one: () => undefined,
    all: () => [],
    io,
  } as never);
  return { code, out, err };
}

describe('sallyport eval', () => {
  it('prints what the expression yields on each object', async () => {
    const { code, out } = await call(['metadata.namespace', 'all.yaml']);
    assert.equal(code, 0);
    assert.equal(out, 'all.yaml:1 Pod `one`: "shop"\nall.yaml:7 Deployment `two`: (nothing)\n');
  });

  it('binds $object and $pod, and asks each container where $container is read', async () => {
    assert.match((await call(['$object.kind & $count($pod.containers)', 'all.yaml'])).out, /"Pod2"\n.*"Deployment1"/);
    const { out } = await call(["$container.name & ':' & image", 'all.yaml']);
    assert.equal(
      out,
      'all.yaml:1 Pod `one` container `a`: "a:nginx"\nall.yaml:1 Pod `one` container `b`: "b:busybox"\nall.yaml:7 Deployment `two` container `c`: "c:"\n',
    );
  });

  it('shows objects as rules see them: without members that are null', async () => {
    assert.match((await call(['$exists($container.command)', 'all.yaml'])).out, /container `b`: false/);
  });

  it('reads standard input for -, and evaluates on nothing without a file', async () => {
    assert.equal((await call(['kind', '-'], { stdin: MANIFESTS })).out.split('\n')[0], '-:1 Pod `one`: "Pod"');
    assert.equal((await call(["$quantity('1Ki')"])).out, '1024\n');
  });

  it('points at what is wrong, exit code 2', async () => {
    const unknown = await call(['$objekt.kind', 'all.yaml']);
    assert.equal(unknown.code, 2);
    assert.match(unknown.err, /did you mean `\$object` \[unknown-name\]\n {2}\$objekt\.kind\n {2} +\^/);
    const failing = await call(['metadata.name + 1', 'all.yaml']);
    assert.equal(failing.code, 2);
    assert.match(failing.err, /Pod `one`: the left side of `\+` must be a number/);
    assert.match((await call(["kind != 'Pod'", 'all.yaml'])).err, /^warning: /);
  });

  it('refuses what it cannot read', async () => {
    await assert.rejects(call(['kind', 'none.yaml']), /cannot read `none.yaml`: ENOENT/);
    await assert.rejects(call([]), /needs an expression/);
    await assert.rejects(call(['a', 'b', 'c']), /one file/);
    assert.equal((await call(['kind', '-'], { stdin: 'a: [' })).code, 2);
    assert.equal((await call(['kind', '-'], { stdin: '' })).code, 2);
  });

  it('answers a batch line by line, whatever a line holds', async () => {
    const lines = [
      '{"expression": "a + $b", "input": {"a": 1}, "bindings": {"b": 2}}',
      '{"expression": "missing", "input": {}}',
      '{"expression": "1 + \'a\'", "input": {}}',
      '{"expression": "a +", "input": {}}',
      'no json',
      '',
      '[]',
      '{"input": {}}',
      '{"expression": "a", "bindings": []}',
      '{"expression": "$now()", "input": null}',
      '{"expression": "$", "input": {"__proto__": {"a": 1}, "_jsonata_lambda": true}}',
      '{"expression": "($f := function($x) {$f($x)}; $f(1))", "input": {}}',
    ];
    const { code, out } = await call([], { stdin: `${lines.join('\n')}\n`, flags: ['batch'] });
    assert.equal(code, 0);
    const answers = out
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as { error?: { code: string } });
    assert.equal(answers.length, lines.length);
    assert.deepEqual(answers.slice(0, 2), [{ value: 3 }, {}]);
    assert.deepEqual(
      answers.map(({ error }) => error?.code),
      [
        undefined,
        undefined,
        'T2002',
        'S0207',
        'malformed-line',
        'malformed-line',
        'malformed-line',
        'malformed-line',
        'malformed-line',
        'function-refused',
        undefined,
        'budget-exceeded',
      ],
    );
    assert.match(out, /\{"value":\{"__proto__":\{"a":1\},"_jsonata_lambda":true\}\}/);
    assert.equal(batch(''), '');
    await assert.rejects(call(['a'], { flags: ['batch'] }), /takes no words/);
  });
});
