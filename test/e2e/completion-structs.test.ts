// Every struct of every kind, completed by the git gate and by a real API server, object by object. The server shows them to a
// mutating webhook, for most are not valid. What differs is listed in structs-differ.yaml with its cause; anything else is a fault.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import { apiSchemas, completionData } from '../../src/bundle/api-data.ts';
import { withoutAllotted } from '../../src/completion/allotted.ts';
import { complete } from '../../src/completion/complete.ts';
import { isJsonObject, type JsonObject } from '../../src/kube/object.ts';
import { parseText } from '../../src/manifest/parse.ts';
import { type Binaries, ensureBinaries, SKIP_REASON } from './binaries.ts';
import { type Difference, differing, patternOf, placed } from './object-difference.ts';
import { type ControlPlane, startControlPlane } from './control-plane.ts';
import { NAMESPACE, pathOf, registerMutating } from './kubernetes/skeleton.ts';
import { type Recorder, startRecorder } from './recorder.ts';
import { type StructSubject, structSubjects } from './struct-generator.ts';
import { untilCalled } from './webhook.ts';

const LEAST_COMPARED = 8_500;
/** Requests under way at once: enough to keep the server busy, few enough for a small machine. */
const AT_ONCE = 8;

const binaries = await ensureBinaries();

describe('completion of every struct beside a real API server', { skip: binaries ? false : SKIP_REASON }, () => {
  const data = completionData();
  const set = apiSchemas('1.35');
  const parsed = parseText(readFileSync('test/e2e/structs-differ.yaml', 'utf8'));
  const known = (parsed.documents[0]?.value ?? []) as unknown as readonly Difference[];
  let plane: ControlPlane;
  let recorder: Recorder;
  before(async () => {
    plane = await startControlPlane(binaries as Binaries);
    await plane.createNamespace(NAMESPACE);
    recorder = await startRecorder();
    await registerMutating(plane, recorder);
    const path = `/api/v1/namespaces/${NAMESPACE}/configmaps?dryRun=All`;
    await untilCalled(
      () => plane.send('POST', path, { metadata: { name: 'probe' } }),
      () => recorder.take().length > 0,
    );
  });
  after(async () => {
    await recorder?.stop();
    await plane?.stop();
  });

  it('builds what the server shows, but for what only the server can tell', async () => {
    const subjects = Object.keys(data.types.kinds).flatMap((kind) => structSubjects(data.types, kind));
    const wrong = new Map<string, string>();
    const used = new Set<Difference>();
    const unseen = new Map<string, number>();
    let compared = 0;
    const compareOne = ({ kind, path, filling, object }: StructSubject, shown: JsonObject): void => {
      compared += 1;
      const built = complete(object, data);
      const pointers = built.ok ? differing(built.object, placed(withoutAllotted(shown), object), '') : ['unreadable'];
      for (const pointer of pointers) {
        const cause = known.find((one) => one.kind === object['kind'] && patternOf(one.path).test(pointer));
        if (cause) used.add(cause);
        else wrong.set(`${kind} ${pointer}`, `${filling} ${path}`);
      }
    };
    for (let start = 0; start < subjects.length; start += AT_ONCE) {
      const batch = subjects.slice(start, start + AT_ONCE).map((subject, index) => {
        const metadata = { ...(subject.object['metadata'] as JsonObject), name: `struct-${start + index}` };
        return { ...subject, object: { ...subject.object, metadata } };
      });
      await Promise.all(batch.map(({ kind, object }) => plane.send('POST', `${pathOf(kind, set)}?dryRun=All`, object)));
      const reviews = recorder.take().map(({ review }) => review['request'] as JsonObject);
      for (const subject of batch) {
        const own = (subject.object['metadata'] as JsonObject)['name'];
        const shown = reviews.find(({ object }) => isJsonObject(object) && nameOf(object) === own)?.['object'];
        if (isJsonObject(shown)) compareOne(subject, shown);
        else unseen.set(subject.kind, (unseen.get(subject.kind) ?? 0) + 1);
      }
    }
    const missed = [...unseen].map(([kind, count]) => `${count} ${kind}`);
    console.log(
      `${compared} objects compared of ${subjects.length}, ${used.size} causes; not shown: ${missed.join(', ')}`,
    );
    assert.deepEqual(Object.fromEntries(wrong), {}, `${wrong.size} fields differ without a cause`);
    assert.deepEqual(
      known.filter((one) => !used.has(one)),
      [],
      'structs-differ.yaml lists what does not differ',
    );
    assert.ok(compared >= LEAST_COMPARED, `only ${compared} objects were compared`);
  });
});

function nameOf({ metadata }: JsonObject): unknown {
  return isJsonObject(metadata) ? metadata['name'] : undefined;
}
