// The data that the package carries of the release that the end-to-end tests run against is what its API server says today.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { brotliDecompressSync } from 'node:zlib';
import { apiLifecycle } from '../../../src/bundle/api-data.ts';
import { kubernetesVersion, SKIP_REASON } from '../binaries.ts';
import { type LifecycleNotes, lifecycle } from './lifecycle.ts';
import { makeData, readTypes, stated } from './make.ts';
import { shortName, stripped } from './openapi-set.ts';
import { ensurePrograms, RELEASES } from './releases.ts';

const release = RELEASES.find(({ version }) => version === kubernetesVersion());
const programs = release && (await ensurePrograms(release));

describe('shipped data', { skip: programs ? false : SKIP_REASON }, () => {
  it('is made of what the API server says', async () => {
    assert.ok(release && programs);
    const { openapi, types, defaults } = await makeData(release, programs);
    const file = (name: string): Buffer => readFileSync(`kubernetes/${name}`);
    assert.equal(brotliDecompressSync(file(`openapi-${release.minor}.json.br`)).toString('utf8'), openapi);
    assert.equal(file(`types-${release.minor}.json`).toString('utf8'), types);
    assert.equal(file(`defaults-${release.minor}.json`).toString('utf8'), defaults);
    const set = JSON.parse(openapi);
    const { lifecycle: stages } = await readTypes(programs, set);
    const told = Object.entries(lifecycle([{ set, stages }], stated<LifecycleNotes>('lifecycle-notes.yaml')).kinds);
    assert.ok(told.length >= 90, `${told.length} kinds`);
    // A newer release may have moved a removal, but not a deprecation that has come to pass.
    const passed = ({ deprecated = '1.99' }) => Number(deprecated.split('.')[1]) <= Number(release.minor.split('.')[1]);
    for (const [kind, life] of told.filter(([, one]) => passed(one)))
      assert.equal(apiLifecycle().kinds[kind]?.deprecated, life.deprecated, kind);
  });
});

describe('schema as shipped', () => {
  it('has the last two steps of the Go package in its name', () => {
    assert.equal(shortName('io.k8s.api.core.v1.PodSpec'), 'core/v1.PodSpec');
    assert.equal(shortName('io.k8s.apimachinery.pkg.util.intstr.IntOrString'), 'util/intstr.IntOrString');
  });

  it('has no prose, short references, and what stood beside a wrapped one', () => {
    const raw = {
      description: 'a pod',
      type: 'object',
      properties: {
        spec: { allOf: [{ $ref: '#/components/schemas/io.k8s.api.core.v1.PodSpec' }], default: {}, description: 'x' },
        description: { type: 'string' },
      },
      'x-kubernetes-patch-strategy': 'merge',
    };
    assert.deepEqual(stripped(raw), {
      type: 'object',
      properties: { description: { type: 'string' }, spec: { $ref: 'core/v1.PodSpec', default: {} } },
    });
  });

  it('keeps nothing that it does not understand', () => {
    assert.throws(() => stripped({ type: 'string', 'x-kubernetes-new': true }), /x-kubernetes-new/);
  });
});
