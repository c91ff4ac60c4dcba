// What the git gate builds of an object against what a real API server shows a webhook, object by object. What differs is a field
// listed in completion-differs.yaml with its cause; anything else is a fault.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import { completionData } from '../../src/bundle/api-data.ts';
import { withoutAllotted } from '../../src/completion/allotted.ts';
import { complete } from '../../src/completion/complete.ts';
import { isKubeObject, type JsonObject } from '../../src/kube/object.ts';
import { parseText } from '../../src/manifest/parse.ts';
import { type Binaries, ensureBinaries, SKIP_REASON } from './binaries.ts';
import { type ControlPlane, grantEverything, startControlPlane } from './control-plane.ts';
import { type Difference, differing, patternOf, placed } from './object-difference.ts';
import { generateObjects } from './pod-generator.ts';
import { caseSender, readCases } from './policy-cases.ts';
import { type Recorder, startRecorder } from './recorder.ts';
import { SERVER_DEFAULTS } from './server-defaults.ts';
import { registerWebhook, untilCalled } from './webhook.ts';

const SEED = 11;
const COUNT = 400;
const LEAST_COMPARED = 500;

const binaries = await ensureBinaries();

describe('completion beside a real API server', { skip: binaries ? false : SKIP_REASON }, () => {
  const data = completionData();
  const parsed = parseText(readFileSync('test/e2e/completion-differs.yaml', 'utf8'));
  const known = (parsed.documents[0]?.value ?? []) as unknown as readonly Difference[];
  let plane: ControlPlane;
  let recorder: Recorder;
  before(async () => {
    plane = await startControlPlane(binaries as Binaries);
    await grantEverything(plane);
    recorder = await startRecorder();
    await registerWebhook(plane, 'record.sallyport.dev', recorder);
    await untilCalled(
      () => plane.send('POST', '/api/v1/namespaces/default/configmaps?dryRun=All', { metadata: { name: 'probe' } }),
      () => recorder.take().length > 0,
    );
  });
  after(async () => {
    await recorder?.stop();
    await plane?.stop();
  });

  it('builds what the server shows, but for what only the server can tell', async () => {
    const send = caseSender(plane, recorder);
    const generated = generateObjects(SEED, COUNT).flatMap((object, place) => {
      const varied = SERVER_DEFAULTS[place % SERVER_DEFAULTS.length]?.vary(object);
      return varied ? [object, varied] : [object];
    });
    const cases = readCases('policies').flatMap(({ input }) => (input.object && !input.old ? [input.object] : []));
    const builtIn = [...cases, ...generated].filter(
      ({ apiVersion, kind }) => `${String(apiVersion)} ${String(kind)}` in data.types.kinds,
    );
    const wrong: string[] = [];
    const used = new Set<Difference>();
    let compared = 0;
    for (const object of builtIn) {
      const { recorded } = await send({ object });
      const shown = (recorded?.review['request'] as JsonObject | undefined)?.['object'];
      const built = complete(object, data);
      if (!isKubeObject(shown)) continue;
      compared += 1;
      if (!built.ok) {
        wrong.push(`${JSON.stringify(built.problem)}: ${JSON.stringify(object)}`);
        continue;
      }
      for (const pointer of differing(built.object, placed(withoutAllotted(shown), object), '')) {
        const cause = known.find(({ kind, path }) => kind === object['kind'] && patternOf(path).test(pointer));
        if (cause) used.add(cause);
        else wrong.push(`${String(object['kind'])} ${pointer}: ${JSON.stringify(object)}`);
      }
    }
    console.log(`${compared} objects compared of ${builtIn.length}, ${used.size} causes`);
    const kinds = new Set(wrong.map((one) => one.replace(/: .*/s, '').replace(/\/\d+(?=\/|$)/g, '/*')));
    assert.deepEqual([...kinds], [], `${wrong.length} differences have no cause: ${wrong[0]}`);
    assert.deepEqual(
      known.filter((one) => !used.has(one)),
      [],
      'completion-differs.yaml lists what does not differ',
    );
    assert.ok(compared >= LEAST_COMPARED, `only ${compared} objects were compared`);
  });
});
