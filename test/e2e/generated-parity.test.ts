// The parity law on generated pods and workloads, and on variations of them that the server completes: all policies at the git
// gate and on the API server's review of the same object. Any difference is a fault.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { decide } from '../../src/engine/decide.ts';
import { intakeReview } from '../../src/gates/admission/intake.ts';
import type { JsonObject } from '../../src/kube/object.ts';

import type { Bundle } from '../../src/policy/bundle.ts';
import { type Binaries, ensureBinaries, SKIP_REASON } from './binaries.ts';
import { bundleOf } from './case-bindings.ts';
import { type ControlPlane, startControlPlane } from './control-plane.ts';
import { generateObjects } from './pod-generator.ts';
import { caseSender, readCases } from './policy-cases.ts';
import { type Recorder, startRecorder } from './recorder.ts';
import { SERVER_DEFAULTS } from './server-defaults.ts';
import { contextFor, decisionDifference, gitChange } from './two-gates.ts';
import { registerWebhook, untilCalled } from './webhook.ts';

const SEED = 7;
const COUNT = 1_200;
/** Generated objects are often invalid (422) and then judged by nobody; so many must be left. */
const LEAST_COMPARED = 800;

const binaries = await ensureBinaries();

describe('parity on generated objects', { skip: binaries ? false : SKIP_REASON }, () => {
  let plane: ControlPlane;
  let recorder: Recorder;
  let bundle: Bundle;
  before(async () => {
    bundle = await bundleOf(readCases('policies'));
    plane = await startControlPlane(binaries as Binaries);
    recorder = await startRecorder();
    await registerWebhook(plane, 'record.sallyport.dev', recorder);
    const probe = { metadata: { name: 'probe' } };
    await untilCalled(
      () => plane.send('POST', '/api/v1/namespaces/default/configmaps?dryRun=All', probe),
      () => recorder.take().length > 0,
    );
  });
  after(async () => {
    await recorder?.stop();
    await plane?.stop();
  });

  it('finds the same at both gates', async () => {
    const send = caseSender(plane, recorder);
    const wrong: string[] = [];
    let compared = 0;
    let varied = 0;
    /** How the gates differ on an object; undefined when they do not, or when the API refuses the object. */
    const differenceAt = async (object: JsonObject): Promise<string | undefined> => {
      const { recorded } = await send({ object });
      if (!recorded) return undefined;
      compared += 1;
      const intake = intakeReview(recorded.review);
      assert.ok(intake.ok, JSON.stringify(intake));
      const context = contextFor({ object });
      return decisionDifference(decide(gitChange({ object }), bundle, context), decide(intake.change, bundle, context));
    };
    const compare = async (object: JsonObject): Promise<void> => {
      const difference = await differenceAt(object);
      if (difference !== undefined) wrong.push(`${difference}: ${JSON.stringify(object)}`);
    };
    for (const [place, object] of generateObjects(SEED, COUNT).entries()) {
      await compare(object);
      const variation = SERVER_DEFAULTS[place % SERVER_DEFAULTS.length]?.vary(object);
      if (!variation) continue;
      varied += 1;
      await compare(variation);
    }
    console.log(`seed ${SEED}: ${compared} compared of ${COUNT} objects and ${varied} variations`);
    assert.deepEqual(wrong.slice(0, 5), [], `${wrong.length} differences`);
    assert.ok(compared >= LEAST_COMPARED, `only ${compared} objects were compared`);
  });
});
