import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { changeSet } from '../../../src/commands/template/change-set.ts';
import type { JsonObject } from '../../../src/kube/object.ts';
import { solve } from '../../../src/template/solve.ts';
import { setOf, webService } from '../../builders/estate.ts';

const TEXT = readFileSync('test/fixtures/standards/apps/web.yaml', 'utf8');

function changed(text: string, given: JsonObject, mend = false) {
  const done = changeSet(setOf(text), given, mend);
  return done.ok ? done.set : done.messages;
}

describe('changeSet()', () => {
  it('gives what was found again for the parameters that were given, and leaves all else', () => {
    const params = fc.record(
      {
        name: fc.constantFrom('web', 'till'),
        image: fc.constantFrom('shop/web:1.4', 'shop/a:2'),
        replicas: fc.integer({ min: 3, max: 20 }),
        memory: fc.constantFrom('256Mi', '1Gi'),
        exposure: fc.constantFrom('internal', 'public'),
        vars: fc.uniqueArray(
          fc.record(
            { name: fc.constantFrom('A', 'B', 'TILL'), value: fc.constantFrom('x', '') },
            { noNullPrototype: true },
          ),
          {
            selector: ({ name }) => name,
          },
        ),
      },
      { requiredKeys: [], noNullPrototype: true },
    );
    fc.assert(
      fc.property(params, (given) => {
        const set = setOf(TEXT);
        const done = changeSet(set, given as JsonObject, false);
        assert.ok(done.ok, JSON.stringify(done));
        const objects = [...done.set.objects.filter((one) => one !== undefined), ...done.set.added];
        const found = solve(
          webService.template,
          objects.map((object) => ({ object })),
        );
        assert.deepEqual(found.drifts, []);
        assert.deepEqual(found.params, { ...set.solution.params, ...given });
        // What the template leaves open is nobody's parameter.
        assert.deepEqual((objects[0]!['metadata'] as { labels: JsonObject }).labels['cost/center'], '42');
      }),
    );
  });

  it('brings objects and takes them away', () => {
    const more = changed(TEXT, { exposure: 'public' });
    assert.ok('added' in more);
    assert.deepEqual(
      more.added.map((one) => one['kind']),
      ['Ingress'],
    );
    const [ingress] = more.added;
    const less = changed(`${TEXT}---\n${JSON.stringify(ingress)}\n`, { exposure: 'internal' });
    assert.ok('objects' in less);
    assert.deepEqual(
      less.objects.map((one) => one === undefined),
      [false, false, true],
    );
  });

  it('refuses what would not conform', () => {
    assert.deepEqual(changed(TEXT, { exposure: 'public', replicas: 1 }), [
      'a public service needs at least 3 replicas',
    ]);
    const drifted = TEXT.replace('limits: {memory: 256Mi}', 'limits: {memory: 256Mi}\n          stdin: true');
    const messages = changed(drifted, { replicas: 4 });
    assert.ok(Array.isArray(messages));
    assert.match(messages.join(), /^extra: .*stdin/);
  });

  it('mends what drifts', () => {
    const drifted = TEXT.replace('limits: {memory: 256Mi}', 'limits: {memory: 1Gi}\n          stdin: true').replace(
      'targetPort: http',
      'targetPort: 80',
    );
    assert.ok(setOf(drifted).solution.drifts.length === 3);
    const set = changed(drifted, {}, true);
    assert.ok('objects' in set);
    assert.deepEqual(
      set.objects,
      setOf(TEXT).members.map(({ object }) => object),
    );
  });
});
