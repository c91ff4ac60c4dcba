import assert from 'node:assert/strict';
import type { IncomingMessage } from 'node:http';
import { PassThrough } from 'node:stream';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { MAXIMUM_BODY, MAXIMUM_HELD, nestsDeeperThan, readBody, uidIn } from '../../../src/gates/admission/body.ts';
import { recordedReview, recordedReviews } from '../../builders/review.ts';

/** Only the stream of a request is read. */
const requestOf = () => new PassThrough() as PassThrough & IncomingMessage;

describe('readBody()', () => {
  it('reads up to the limit, and not one byte more', async () => {
    const exact = requestOf();
    const whole = readBody(exact, 10_000);
    exact.write(Buffer.alloc(MAXIMUM_BODY - 1));
    exact.end(Buffer.alloc(1));
    const read = await whole;
    assert.ok(read.kind === 'whole' && read.bytes.length === MAXIMUM_BODY);
    const over = requestOf();
    const tooLarge = readBody(over, 10_000);
    over.write('beginning');
    over.end(Buffer.alloc(MAXIMUM_BODY));
    const refused = await tooLarge;
    assert.ok(refused.kind === 'too-large' && refused.head.startsWith('beginning'));
    assert.ok(refused.head.length <= 64 * 1024);
  });

  it('holds no more than its share of the memory, however many send at once', async () => {
    const fitting = MAXIMUM_HELD / MAXIMUM_BODY;
    const requests = Array.from({ length: fitting + 2 }, requestOf);
    const bodies = requests.map((request) => readBody(request, 10_000));
    for (const request of requests) request.write(Buffer.alloc(MAXIMUM_BODY));
    await new Promise((resolve) => setImmediate(resolve));
    for (const request of requests) request.end();
    const kinds = (await Promise.all(bodies)).map(({ kind }) => kind);
    assert.deepEqual(kinds, [...Array<string>(fitting).fill('whole'), 'too-many', 'too-many']);
    const after = requestOf();
    const read = readBody(after, 10_000);
    after.end(Buffer.alloc(MAXIMUM_BODY));
    assert.equal((await read).kind, 'whole', 'what was held is given back');
  });

  it('gives up on a body that does not end, or whose sender leaves', async () => {
    assert.deepEqual(await readBody(requestOf(), 10), { kind: 'late' });
    const leaving = requestOf();
    const gone = readBody(leaving, 10_000);
    leaving.destroy(new Error('reset'));
    assert.deepEqual(await gone, { kind: 'gone' });
  });
});

describe('uidIn()', () => {
  it('finds the uid of every recorded review in its beginning', () => {
    for (const name of recordedReviews()) {
      const review = recordedReview(name);
      for (const text of [JSON.stringify(review), JSON.stringify(review, undefined, 2)])
        assert.equal(uidIn(text.slice(0, 500)), review.request?.['uid']);
    }
  });

  it('takes no uid from inside another value', () => {
    const head = '{"kind":"AdmissionReview","apiVersion":"admission.k8s.io/v1",';
    assert.equal(uidIn(`${head}"request":{"object":{"metadata":{"uid":"a"}},"uid":"b"}`), undefined);
    assert.equal(uidIn(`${head}"request":{"userInfo":{"uid":"a"},"uid":"b"}`), undefined);
    assert.equal(uidIn(`${head}"other":{"request":{"uid":"a"}},"request":{"uid":"b"}}`), undefined);
    assert.equal(uidIn(`${head}"request":{"name":"\\"uid\\":\\"a\\"","uid":"b"}`), undefined);
    assert.equal(uidIn(`${head}"request":{"name":"a","dryRun":true,"uid":"b"`), 'b');
    assert.equal(uidIn('"request":{"uid":"a"}'), undefined);
  });

  it('never takes a uid that JSON would not give, whatever the members before it', () => {
    const value = fc.oneof(fc.string(), fc.boolean(), fc.constant(null), fc.record({ uid: fc.string() }));
    fc.assert(
      fc.property(fc.dictionary(fc.string(), value), fc.uuid(), (members, uid) => {
        const review = { kind: 'AdmissionReview', request: { ...members, uid } };
        const found = uidIn(JSON.stringify(review));
        assert.ok(found === undefined || found === uid);
      }),
    );
  });
});

describe('nestsDeeperThan()', () => {
  const depthOf = (value: unknown): number =>
    typeof value === 'object' && value !== null
      ? 1 + Math.max(0, ...Object.values(value as Record<string, unknown>).map(depthOf))
      : 0;

  it('counts as reading would, whatever the strings hold', () => {
    const { json } = fc.letrec((tie) => ({
      json: fc.oneof({ maxDepth: 6 }, fc.string(), fc.constantFrom('[{', '"]', '\\"[', '\\'), tie('list'), tie('map')),
      list: fc.array(tie('json'), { maxLength: 3 }),
      map: fc.dictionary(fc.string(), tie('json'), { maxKeys: 3 }),
    }));
    fc.assert(
      fc.property(json, (value) => {
        const bytes = Buffer.from(JSON.stringify(value));
        const depth = depthOf(value);
        assert.equal(nestsDeeperThan(bytes, depth), false);
        if (depth > 0) assert.equal(nestsDeeperThan(bytes, depth - 1), true);
      }),
    );
  });
});
