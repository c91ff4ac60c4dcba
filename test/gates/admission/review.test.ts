import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { connect as connectTls } from 'node:tls';
import type { Change } from '../../../src/change/change.ts';
import type { Decision } from '../../../src/engine/decision.ts';
import type { Judge } from '../../../src/gates/admission/review.ts';
import { buildDecision, type Gate, send, startGate } from '../../builders/gate.ts';
import { buildReview, recordedReview } from '../../builders/review.ts';

const UID = 'a00f44d3-479e-4973-9506-21474987d516';
const POD = JSON.stringify(recordedReview('pod-create'));

interface Answered {
  readonly response: {
    readonly uid: string;
    readonly allowed: boolean;
    readonly status?: { readonly code: number; readonly message: string };
  };
}
const responseOf = (text: string) => (JSON.parse(text) as Answered).response;

describe('createReviewHandler()', () => {
  let judge: Judge = () => buildDecision();
  let gate: Gate;
  before(async () => {
    gate = await startGate((change, expired) => judge(change, expired));
  });
  after(() => gate.stop());

  const judgedBy = async <T>(other: Judge, run: () => Promise<T>): Promise<T> => {
    const usual = judge;
    judge = other;
    try {
      return await run();
    } finally {
      judge = usual;
    }
  };

  it('hands the change to the judge and its decision to the answer', async () => {
    const seen: Change[] = [];
    const denial = buildDecision({
      verdict: 'deny',
      findings: [
        {
          policy: 'p',
          rule: 'r',
          category: 'c',
          severity: 'high',
          enforcement: 'deny',
          message: 'container `web` is privileged',
          remediation: 'mend it',
          pointer: '/spec',
        },
      ],
    });
    const { text } = await judgedBy(
      (change) => {
        seen.push(change);
        return denial;
      },
      () => send(gate, POD),
    );
    assert.equal(seen[0]?.name, 'web-0');
    assert.equal(responseOf(text).allowed, false);
    assert.match(responseOf(text).status?.message ?? '', /p\/r: container `web` is privileged/);
  });

  it('writes one line for a decision', async () => {
    const from = gate.lines.length;
    await send(gate, POD);
    const [line, ...more] = gate.lines.slice(from);
    assert.deepEqual(more, []);
    const { time, milliseconds, ...fields } = line ?? {};
    assert.match(String(time), /^\d{4}-\d\d-\d\dT/);
    assert.equal(typeof milliseconds, 'number');
    assert.deepEqual(fields, {
      level: 'info',
      uid: UID,
      operation: 'CREATE',
      apiVersion: 'v1',
      kind: 'Pod',
      namespace: 'shop',
      name: 'web-0',
      user: 'admin',
      dryRun: false,
      verdict: 'allow',
      findings: 0,
      policies: [],
      bundle: 'sha256:0123',
      msg: 'review',
    });
  });

  it('refuses what is no review with HTTP 400 and one line', async () => {
    const cases: readonly [string | Buffer, RegExp][] = [
      ['', /^the body is empty/],
      ['{', /^the body is no JSON/],
      ['{"a":1', /^the body is no JSON/],
      [Buffer.from([0x7b, 0xff, 0x7d]), /^the body is not UTF-8/],
      ['null', /^the body is no AdmissionReview/],
      ['{"kind":"Pod"}', /its `kind` is `Pod`/],
      [`${'['.repeat(30_000)}${']'.repeat(30_000)}`, /^the body is no AdmissionReview/],
      [`${'['.repeat(100_000)}${']'.repeat(100_000)}`, /nest deeper than 1000/],
      [`${'{"kind":'.repeat(5_000)}1${'}'.repeat(5_000)}`, /its `kind` is an object/],
      [`${'{"kind":'.repeat(100_000)}1${'}'.repeat(100_000)}`, /nest deeper than 1000/],
      ['{"__proto__":{"kind":"AdmissionReview"}}', /its `kind` is missing/],
      [JSON.stringify({ ...recordedReview('pod-create'), request: {} }), /no `request.uid`/],
    ];
    for (const [body, message] of cases) {
      const answer = await send(gate, body);
      assert.equal(answer.status, 400, answer.text);
      assert.match(answer.text, message);
      assert.match(answer.text, /^[^\n]+\n$/);
    }
  });

  it('denies a malformed request with its uid', async () => {
    const review = recordedReview('pod-create');
    review.request = { ...review.request, operation: 'PATCH' };
    const { status, text } = await send(gate, JSON.stringify(review));
    assert.equal(status, 200);
    const response = responseOf(text);
    assert.equal(response.uid, UID);
    assert.equal(response.allowed, false);
    assert.equal(response.status?.code, 400);
    assert.match(response.status?.message ?? '', /operation is `PATCH`/);
  });

  it('denies an object that nests 100,000 levels deep', async () => {
    const text = POD.replace('"spec":{', `"spec":{"deep":${'['.repeat(100_000)}${']'.repeat(100_000)},`);
    assert.notEqual(text, POD);
    const answer = await send(gate, text);
    assert.equal(answer.status, 200);
    assert.match(responseOf(answer.text).status?.message ?? '', /nest deeper than 1000/);
  });

  it('refuses another method and another content type', async () => {
    const get = await send(gate, undefined, { method: 'GET', type: '' });
    assert.equal(get.status, 405);
    assert.equal(get.headers['allow'], 'POST');
    assert.equal((await send(gate, POD, { method: 'PUT' })).status, 405);
    assert.equal((await send(gate, POD, { type: 'text/yaml' })).status, 415);
    assert.equal((await send(gate, POD, { type: '' })).status, 415);
    assert.equal((await send(gate, POD, { headers: { 'content-encoding': 'gzip' } })).status, 415);
    assert.equal((await send(gate, POD, { type: 'application/json; charset=utf-8' })).status, 200);
  });

  it('denies a body of 20 MB with the uid in its first kilobytes', async () => {
    const review = recordedReview('pod-create');
    review.request = { ...review.request, padding: 'x'.repeat(20_000_000) };
    const { status, text } = await send(gate, JSON.stringify(review));
    assert.equal(status, 200);
    assert.equal(responseOf(text).uid, UID);
    assert.equal(responseOf(text).status?.code, 413);
    assert.match(responseOf(text).status?.message ?? '', /larger than 8 MiB/);
  });

  it('answers HTTP 413 to a large body whose uid comes after the object', async () => {
    const { uid, ...request } = recordedReview('pod-create').request ?? {};
    const review = { ...recordedReview('pod-create'), request: { ...request, padding: 'x'.repeat(9_000_000), uid } };
    const { status, text } = await send(gate, JSON.stringify(review));
    assert.equal(status, 413);
    assert.match(text, /larger than 8 MiB/);
  });

  it('reads a uid after the object in a body of allowed size', async () => {
    const { uid, ...request } = recordedReview('pod-create').request ?? {};
    const { text } = await send(
      gate,
      JSON.stringify({ ...recordedReview('pod-create'), request: { ...request, uid } }),
    );
    assert.deepEqual([responseOf(text).uid, responseOf(text).allowed], [UID, true]);
  });

  it('takes the deadline from the query parameter', async () => {
    const expiries: boolean[] = [];
    const watching: Judge = (_change, expired) => {
      expiries.push(expired());
      // Judging blocks: wait for the deadline, which must come without the event loop.
      while (!expired());
      return buildDecision({
        verdict: 'deny',
        errors: [{ code: 'deadline', message: 'no time is left', policy: 'p', enforcement: 'deny' }],
      });
    };
    const { text } = await judgedBy(watching, () => send(gate, POD, { path: '/validate?timeout=300ms' }));
    assert.deepEqual(expiries, [false]);
    assert.match(responseOf(text).status?.message ?? '', /no time is left \(deadline\)/);
    for (const timeout of ['abc', '0s', '-1s', ''])
      assert.equal((await send(gate, POD, { path: `/validate?timeout=${timeout}` })).status, 400, timeout);
    assert.equal((await send(gate, POD, { path: '/validate' })).status, 200);
  });

  it('closes a connection whose body does not arrive by the deadline', async () => {
    const text = await new Promise<string>((resolve, reject) => {
      let received = '';
      const socket = connectTls({ host: '127.0.0.1', port: gate.server.port, ca: gate.certificate.authority }, () => {
        socket.write('POST /validate?timeout=200ms HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n');
        socket.write('Content-Length: 100\r\n\r\n{');
      });
      socket.on('data', (chunk) => {
        received += chunk;
      });
      socket.on('end', () => resolve(received));
      socket.on('error', reject);
    });
    assert.match(text, /^HTTP\/1.1 408 /);
  });

  it('survives a sender that leaves in the middle', async () => {
    await new Promise<void>((resolve, reject) => {
      const socket = connectTls({ host: '127.0.0.1', port: gate.server.port, ca: gate.certificate.authority }, () => {
        socket.write('POST /validate HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n');
        socket.write('Content-Length: 100\r\n\r\n{', () => socket.destroy());
      });
      socket.on('close', () => resolve());
      socket.on('error', reject);
    });
    assert.equal((await send(gate, POD)).status, 200);
  });

  it('denies with the uid when judging throws, and when there is no bundle', async () => {
    const thrown = await judgedBy(
      () => {
        throw new RangeError('a bug');
      },
      () => send(gate, POD),
    );
    assert.equal(thrown.status, 200);
    assert.deepEqual([responseOf(thrown.text).uid, responseOf(thrown.text).allowed], [UID, false]);
    assert.doesNotMatch(thrown.text, /a bug/);
    assert.equal(gate.lines.at(-1)?.['level'], 'error');
    const none = await judgedBy(
      () => undefined as Decision | undefined,
      () => send(gate, POD),
    );
    assert.match(responseOf(none.text).status?.message ?? '', /no bundle is loaded/);
    assert.equal(responseOf(none.text).allowed, false);
  });

  it('counts what it refused and what is in flight', async () => {
    const { body } = await gate.metrics.text();
    for (const reason of [
      'method',
      'content-type',
      'too-large',
      'not-json',
      'no-review',
      'malformed',
      'timeout',
      'late',
    ])
      assert.match(body, new RegExp(`sallyport_admission_refused_total\\{reason="${reason}"\\} [1-9]`));
    assert.match(body, /sallyport_admission_in_flight 0/);
  });

  it('judges reviews of two connections independently', async () => {
    const reviews = Array.from({ length: 20 }, (_, index) =>
      buildReview(
        { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: `m${index}`, namespace: 'shop' } },
        { uid: `uid-${index}` },
      ),
    );
    const answers = await Promise.all(reviews.map((review) => send(gate, JSON.stringify(review))));
    assert.deepEqual(
      answers.map(({ text }) => responseOf(text).uid),
      reviews.map(({ request }) => request?.['uid']),
    );
  });
});
