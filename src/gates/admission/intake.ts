// AdmissionReview v1 to a Change. Knows the API server's request in every shape it takes by operation and subresource; does not judge.

import type { Change, Operation } from '../../change/change.ts';
import { withoutAllotted } from '../../completion/allotted.ts';
import { gvkOf } from '../../kube/gvk.ts';
import { isJsonList, isJsonObject, isKubeObject, type Json, type JsonObject, metadataOf } from '../../kube/object.ts';
import { DEFAULT_LIMITS } from '../../manifest/parse.ts';

/** A review read: the change and the uid that the answer must carry; or why not, with the uid where there is one. */
export type ReviewIntake =
  | { readonly ok: true; readonly uid: string; readonly change: Change }
  | { readonly ok: false; readonly uid: string | undefined; readonly message: string };

type Presence = 'required' | 'absent';

/**
 * What each operation carries, as kube-apiserver 1.35 was seen to send it. An UPDATE of a subresource shows whole objects,
 * never the patch; what is absent is null or left out.
 */
const CARRIES: Readonly<
  Record<Exclude<Operation, 'AUDIT'>, { readonly object: Presence; readonly oldObject: Presence }>
> = {
  CREATE: { object: 'required', oldObject: 'absent' },
  UPDATE: { object: 'required', oldObject: 'required' },
  DELETE: { object: 'absent', oldObject: 'required' },
  CONNECT: { object: 'required', oldObject: 'absent' },
};

const REVIEW_VERSION = 'admission.k8s.io/v1';

/** The same depth as in a manifest: both gates refuse the same objects. */
export const MAXIMUM_DEPTH = DEFAULT_LIMITS.depth;

/** What is said of an object beyond it. */
export const TOO_DEEP = `lists and maps of the object nest deeper than ${MAXIMUM_DEPTH}; write the value flatter`;

/** Reads one parsed body as an AdmissionReview. */
export function intakeReview(value: unknown): ReviewIntake {
  const refused = (message: string, uid?: string): ReviewIntake => ({ ok: false, uid, message });
  if (!isJsonObject(value)) return refused('the body is no AdmissionReview: send a JSON object');
  const { kind, apiVersion } = value;
  if (kind !== 'AdmissionReview') return refused(`the body is no AdmissionReview: its \`kind\` is ${quote(kind)}`);
  const request = value['request'];
  const uid = isJsonObject(request) ? text(request['uid']) : undefined;
  if (apiVersion !== REVIEW_VERSION) {
    const advice = 'register the webhook with `admissionReviewVersions: [v1]`';
    return refused(
      `the AdmissionReview is of version ${quote(apiVersion)}, only \`${REVIEW_VERSION}\` is read: ${advice}`,
    );
  }
  if (!isJsonObject(request)) return refused('the AdmissionReview has no `request`');
  if (uid === undefined) return refused('the AdmissionReview has no `request.uid`');
  const read = changeOf(request);
  return typeof read === 'string' ? refused(read, uid) : { ok: true, uid, change: read };
}

/** The change that a request asks for, or what is wrong with the request. */
function changeOf(request: JsonObject): Change | string {
  const operation = request['operation'];
  if (!isOperation(operation))
    return `the request's operation is ${quote(operation)}: known are ${Object.keys(CARRIES).join(', ')}`;
  const carries = CARRIES[operation];
  const object = carried(request, 'object', operation, carries.object);
  if (typeof object === 'string') return object;
  const oldObject = carried(request, 'oldObject', operation, carries.oldObject);
  if (typeof oldObject === 'string') return oldObject;
  const judged = object ?? oldObject;
  if (!judged) return `the ${operation} request has no object`;
  for (const one of [object, oldObject]) if (one && isDeeperThan(one, MAXIMUM_DEPTH)) return TOO_DEEP;
  const userInfo = request['userInfo'];
  const username = isJsonObject(userInfo) ? text(userInfo['username']) : undefined;
  if (!isJsonObject(userInfo) || username === undefined) return 'the request has no `userInfo.username`';
  // A review registered for another version shows the object converted: what is judged is the object as shown.
  const gvk = gvkOf(judged);
  // A subresource (`status`, `scale`) is about just what the server allots otherwise.
  const shown = (one: JsonObject | undefined) =>
    one && text(request['subResource']) === undefined ? withoutAllotted(one) : one;
  const name = nameOf(request, operation, judged);
  return {
    operation,
    gvk,
    subresource: text(request['subResource']),
    namespace: gvk.group === '' && gvk.kind === 'Namespace' ? name : (text(request['namespace']) ?? ''),
    name,
    object: shown(object && withoutDrawnName(operation, object)),
    oldObject: shown(oldObject),
    actor: { name: username, groups: texts(userInfo['groups']), proof: 'apiserver' },
    dryRun: request['dryRun'] === true,
    origin: { gate: 'admission', comparable: true },
  };
}

/** The request's name; absent in a deletecollection, whose old object has it. */
function nameOf(request: JsonObject, operation: Operation, judged: JsonObject): string {
  if (hasDrawnName(operation, judged)) return '';
  return text(request['name']) ?? metadataOf(judged).name ?? '';
}

/** How kube-apiserver draws names (apiserver/pkg/storage/names): at most 58 characters of the prefix, then five of these. */
const PREFIX_CHARACTERS = 58;
const DRAWN = /^[bcdfghjklmnpqrstvwxz2456789]{5}$/;

/**
 * True for a CREATE by `generateName`: a validating webhook is shown the name that the server has just drawn, also as the
 * request's. Such an object has no name of its own, here as in git.
 */
function hasDrawnName(operation: Operation, object: JsonObject): boolean {
  const { name, generateName } = metadataOf(object);
  if (operation !== 'CREATE' || generateName === undefined) return false;
  if (name === undefined) return true;
  const prefix = generateName.slice(0, PREFIX_CHARACTERS);
  return name.startsWith(prefix) && DRAWN.test(name.slice(prefix.length));
}

/** The object as the client sent it, without the name that the server has drawn. */
function withoutDrawnName(operation: Operation, object: JsonObject): JsonObject {
  const { metadata } = object;
  if (!isJsonObject(metadata) || !hasDrawnName(operation, object)) return object;
  return { ...object, metadata: Object.fromEntries(Object.entries(metadata).filter(([key]) => key !== 'name')) };
}

function carried(
  request: JsonObject,
  member: 'object' | 'oldObject',
  operation: Operation,
  presence: Presence,
): JsonObject | undefined | string {
  const value = request[member];
  if (presence === 'absent') return undefined;
  if (value === undefined || value === null) return `the ${operation} request has no \`${member}\``;
  if (!isKubeObject(value)) return `the \`${member}\` of the ${operation} request has no \`apiVersion\` and \`kind\``;
  return value;
}

function isOperation(value: unknown): value is keyof typeof CARRIES {
  return typeof value === 'string' && Object.hasOwn(CARRIES, value);
}

/** Bounded by `limit` itself, so that no input can exhaust the stack. */
function isDeeperThan(value: Json, limit: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (limit === 0) return true;
  if (isJsonList(value)) return value.some((item) => isDeeperThan(item, limit - 1));
  for (const key in value) if (isDeeperThan(value[key] as Json, limit - 1)) return true;
  return false;
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function texts(value: unknown): readonly string[] {
  return isJsonList(value) ? value.filter((item) => typeof item === 'string') : [];
}

/** A value for a message: never longer than a line, and no walk into nested values. */
function quote(value: unknown): string {
  if (value === undefined) return 'missing';
  if (isJsonObject(value)) return 'an object';
  if (typeof value !== 'string') return isJsonList(value) ? 'a list' : String(value);
  const printable = value.replace(/[\p{Cc}\p{Cf}`]/gu, '?');
  return `\`${printable.length > 60 ? `${printable.slice(0, 60)}…` : printable}\``;
}
