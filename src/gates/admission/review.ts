// POST /validate: a request to a judged answer, with one log line and its metrics. Knows HTTP; the judging is handed in.
import { isUtf8 } from 'node:buffer';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Change } from '../../change/change.ts';
import type { Decision } from '../../engine/decision.ts';
import { printApiVersion } from '../../kube/gvk.ts';
import type { Log } from '../../telemetry/log.ts';
import type { Metrics } from '../../telemetry/metrics.ts';
import { type AnsweredReview, answerReview, isRefusalCode, type RefusalCode, refuseReview } from './answer.ts';
import { MAXIMUM_BODY, nestsDeeperThan, readBody, uidIn } from './body.ts';
import { timeToAnswer } from './deadline.ts';
import { intakeReview, MAXIMUM_DEPTH, TOO_DEEP } from './intake.ts';

/** Judges one change; undefined while there is no bundle to judge by. `expired` is true once the deadline has passed. */
export type Judge = (change: Change, expired: () => boolean) => Decision | undefined;

/** Fetches what judging the change will need, in at most so many milliseconds; undefined when all is at hand. */
export type Prepare = (change: Change, milliseconds: number) => Promise<void> | undefined;

/** What the route needs. */
export interface ReviewOptions {
  readonly judge: Judge;
  readonly prepare?: Prepare;
  readonly log: Log;
  readonly metrics: Metrics;
  /** True while the server drains: each answer then closes its connection, so that the next request goes elsewhere. */
  readonly stopping: () => boolean;
}

/** Milliseconds for `prepare`: what has not come by then is judged as unknown. */
const PREPARATION = 2_000;

/** Handles one request; never rejects, and answers whatever happens. */
export type ReviewHandler = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/** The handler of the review route. */
export function createReviewHandler(options: ReviewOptions): ReviewHandler {
  return async (request, response) => {
    const done = options.metrics.begin();
    // The uid is noted as soon as it is known: whatever fails later is answered with it.
    const seen: Seen = { started: performance.now(), uid: undefined };
    try {
      await handle(request, response, options, seen);
    } catch (error) {
      options.log.error({ err: error, uid: seen.uid }, 'a review failed for a fault of sallyport');
      options.metrics.refused('internal');
      if (!response.headersSent) {
        const message = 'sallyport failed while judging this request: see its log';
        if (seen.uid === undefined) send(response, 500, message, options, { close: true });
        else sendReview(response, refuseReview(seen.uid, 500, message), options);
      }
    } finally {
      done();
    }
  };
}

/** Bytes up to which a body is parsed without a look at its depth: what they can hold costs little. */
const UNSCANNED = 64 * 1024;
/** Levels of a review around its object. */
const ENVELOPE = 2;

/** Bodies that were not read whole. */
const UNREAD = {
  'too-large': {
    code: 413,
    message: `the review is larger than ${MAXIMUM_BODY / 1024 / 1024} MiB, the most that is judged`,
  },
  'too-many': { code: 503, message: 'too many large reviews have come at once to hold this one: try again' },
} as const;

/** Statuses of requests whose body was not looked at, so that there is no uid. */
type HttpOnlyCode = 405 | 408 | 415;

interface Seen {
  readonly started: number;
  uid: string | undefined;
}

async function handle(request: IncomingMessage, response: ServerResponse, options: ReviewOptions, seen: Seen) {
  const { log, metrics } = options;
  const milliseconds = timeToAnswer(request.url ?? '');
  const deadline = seen.started + (milliseconds ?? 0);
  // Also a request that will be refused is read to its end: its sender is still writing and would miss the answer.
  const body = await readBody(request, milliseconds ?? 1_000);
  if (body.kind === 'gone') {
    metrics.refused('gone');
    return;
  }
  /** With a uid the answer is a well-formed denial, which stands whatever the failure policy says; without, a status of HTTP. */
  const refuse = (status: RefusalCode | HttpOnlyCode, reason: string, message: string, uid?: string) => {
    metrics.refused(reason);
    log.warn({ reason, status, uid, from: request.socket.remoteAddress }, message);
    if (uid !== undefined && isRefusalCode(status)) sendReview(response, refuseReview(uid, status, message), options);
    else send(response, status, message, options, { close: body.kind !== 'whole' });
  };
  if (request.method !== 'POST') {
    response.setHeader('allow', 'POST');
    return refuse(405, 'method', `reviews are sent with POST, not ${String(request.method)}`);
  }
  if (milliseconds === undefined)
    return refuse(400, 'timeout', 'the query parameter `timeout` is no duration above zero, e.g. `10s`');
  const type = contentTypeProblem(request);
  if (type !== undefined) return refuse(415, 'content-type', type);
  if (body.kind === 'late') return refuse(408, 'late', 'the body did not arrive before the deadline');
  if (body.kind !== 'whole') {
    const { code, message } = UNREAD[body.kind];
    return refuse(code, body.kind, message, uidIn(body.head));
  }
  if (body.bytes.length > UNSCANNED && nestsDeeperThan(body.bytes, MAXIMUM_DEPTH + ENVELOPE))
    return refuse(400, 'malformed', TOO_DEEP, uidIn(body.bytes.toString('utf8', 0, UNSCANNED)));
  const parsed = parse(body.bytes);
  if (!parsed.ok) return refuse(400, 'not-json', parsed.message);
  const intake = intakeReview(parsed.value);
  seen.uid = intake.uid;
  if (!intake.ok) return refuse(400, intake.uid === undefined ? 'no-review' : 'malformed', intake.message, intake.uid);
  const { uid, change } = intake;
  const preparing = options.prepare?.(change, Math.min(PREPARATION, deadline - performance.now()));
  if (preparing) await preparing;
  const decision = options.judge(change, () => performance.now() > deadline);
  if (!decision)
    return refuse(
      500,
      'no-bundle',
      'no bundle is loaded yet, so nothing can be judged: try again when /readyz says ok',
      uid,
    );
  sendReview(response, answerReview(uid, change, decision), options);
  record(uid, change, decision, performance.now() - seen.started, options);
}

/** One line and one observation for each decision. */
function record(
  uid: string,
  change: Change,
  decision: Decision,
  milliseconds: number,
  { log, metrics }: ReviewOptions,
) {
  const { findings, errors, verdict, bundle, unjudged } = decision;
  metrics.review({
    operation: change.operation,
    verdict,
    dryRun: change.dryRun,
    seconds: milliseconds / 1000,
    findings,
    errors,
  });
  const policies = new Set(findings.filter(({ exemption }) => exemption === undefined).map(({ policy }) => policy));
  const exemptions = new Set(findings.flatMap(({ exemption }) => exemption ?? []));
  log.info(
    {
      uid,
      operation: change.operation,
      apiVersion: printApiVersion(change.gvk),
      kind: change.gvk.kind,
      ...(change.subresource !== undefined && { subresource: change.subresource }),
      namespace: change.namespace,
      name: change.name,
      user: change.actor?.name,
      dryRun: change.dryRun,
      verdict,
      findings: findings.length,
      policies: [...policies],
      ...(exemptions.size > 0 && { exemptions: [...exemptions] }),
      ...(errors.length > 0 && { errors: errors.slice(0, 20).map(({ code, policy }) => `${policy}: ${code}`) }),
      ...(unjudged.length > 0 && { unjudged: unjudged.length }),
      milliseconds: Math.round(milliseconds * 1000) / 1000,
      bundle,
    },
    'review',
  );
}

function contentTypeProblem({ headers }: IncomingMessage): string | undefined {
  const type = headers['content-type']?.split(';')[0]?.trim().toLowerCase();
  if (type !== 'application/json') return 'send the review with `content-type: application/json`';
  const encoding = headers['content-encoding']?.trim().toLowerCase();
  if (encoding !== undefined && encoding !== 'identity') return 'send the review without a content encoding';
  return undefined;
}

type Parsed = { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly message: string };

function parse(bytes: Buffer): Parsed {
  if (bytes.length === 0) return { ok: false, message: 'the body is empty: send an AdmissionReview as JSON' };
  // JSON is UTF-8 (RFC 8259); reading it loosely would judge another text than the one that was sent.
  if (!isUtf8(bytes)) return { ok: false, message: 'the body is not UTF-8: send an AdmissionReview as JSON' };
  try {
    return { ok: true, value: JSON.parse(bytes.toString('utf8')) };
  } catch {
    return { ok: false, message: 'the body is no JSON: send an AdmissionReview as JSON' };
  }
}

function sendReview(response: ServerResponse, review: AnsweredReview, options: ReviewOptions): void {
  write(response, 200, 'application/json', JSON.stringify(review), options.stopping());
}

function send(
  response: ServerResponse,
  status: number,
  message: string,
  options: ReviewOptions,
  { close }: { readonly close: boolean },
): void {
  write(response, status, 'text/plain; charset=utf-8', `${message}\n`, close || options.stopping());
}

function write(response: ServerResponse, status: number, type: string, text: string, close: boolean): void {
  response.writeHead(status, {
    'content-type': type,
    'content-length': Buffer.byteLength(text),
    ...(close && { connection: 'close' }),
  });
  // As text: Node then writes head and body in one piece, and TLS makes one record of them.
  response.end(text);
}
