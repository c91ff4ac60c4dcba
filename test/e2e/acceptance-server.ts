// What a real API server answers to objects that are to be created, or to replace others: dry runs with strict field validation, many at
// a time. Nothing of what is asked stays in the server but the objects that updates need, and those only while they are asked about.
import { isJsonObject, type Json, type JsonObject } from '../../src/kube/object.ts';
import { fieldNames, kindOf, placesOf, type Stock } from './acceptance-bases.ts';
import { type Variant, variants } from './acceptance-generator.ts';
import type { ApiAnswer, ControlPlane } from './control-plane.ts';
import { discover, pathOf, type Resource } from './served-kinds.ts';

/** One field that the server refused. */
export interface ServerCause {
  readonly reason: string;
  readonly field: string;
  readonly message: string;
}

/** The server's answer to one object. */
export interface ServerVerdict {
  readonly accepted: boolean;
  readonly status: number;
  readonly message: string;
  readonly causes: readonly ServerCause[];
}

/** One object that was asked about; `old` is what it would replace. */
export interface AskedCase {
  readonly kind: string;
  readonly object: JsonObject;
  readonly old?: JsonObject;
  /** Fields that were changed to get this object. */
  readonly touched: readonly string[];
  readonly server: ServerVerdict;
}

/** How much to generate. */
export interface Amount {
  readonly kinds: readonly string[];
  readonly seed: number;
  /** Objects in all; kinds with more fields get more of them. */
  readonly total: number;
  /** Of a hundred, how many are updates. */
  readonly updates: number;
}

/** Flags for a server that is asked so much that nobody reads its audit log. */
export const UNAUDITED: readonly string[] = ['--audit-log-path='];

const CONCURRENCY = 12;
const STRICT = 'dryRun=All&fieldValidation=Strict&fieldManager=acceptance';

/** Objects of each kind: in proportion to the root of the number of its fields. */
function shares({ kinds, total }: Amount): ReadonlyMap<string, number> {
  const weights = kinds.map((kind) => Math.sqrt(fieldNames(kind).size));
  const sum = weights.reduce((a, b) => a + b, 0);
  return new Map(kinds.map((kind, index) => [kind, Math.ceil((total * (weights[index] ?? 0)) / sum)]));
}

/** How a number of objects is shared among bases: rich ones get more. */
function byBase(bases: readonly JsonObject[], total: number): readonly number[] {
  const weights = bases.map((base) => Math.sqrt(placesOf(base).present.length));
  const sum = weights.reduce((a, b) => a + b, 0);
  return weights.map((weight) => Math.ceil((total * weight) / sum));
}

/** Generates and asks. Creates come first: what updates store must not stand in their way. */
export async function askServer(plane: ControlPlane, amount: Amount, stock: Stock): Promise<readonly AskedCase[]> {
  const resources = await discover(plane, amount.kinds);
  const cases: AskedCase[] = [];
  const counts = shares(amount);
  for (const kind of amount.kinds) {
    const bases = stock.bases.get(kind) ?? [];
    const each = byBase(bases, ((counts.get(kind) ?? 0) * (100 - amount.updates)) / 100);
    const made = bases.flatMap((base, index) =>
      variants(base, seedOf(amount.seed, kind, index), each[index] as number, stock),
    );
    const resource = resources.get(kind) as Resource;
    const answers = await inParallel(made, (object) =>
      plane.send('POST', `${pathOf(resource, 'default')}?${STRICT}`, object),
    );
    for (const [index, one] of made.entries())
      cases.push({ kind, ...one, server: verdictOf(answers[index] as ApiAnswer) });
  }
  if (amount.updates > 0) {
    await plane.createNamespace('updates');
    for (const kind of amount.kinds) {
      const bases = stock.bases.get(kind) ?? [];
      const each = byBase(bases, ((counts.get(kind) ?? 0) * amount.updates) / 100);
      for (const [index, base] of bases.entries())
        cases.push(
          ...(await askUpdates(
            plane,
            kind,
            base,
            resources.get(kind) as Resource,
            each[index] as number,
            amount.seed * 1000 + index,
            stock,
          )),
        );
    }
  }
  return cases;
}

async function askUpdates(
  plane: ControlPlane,
  kind: string,
  base: JsonObject,
  resource: Resource,
  count: number,
  seed: number,
  stock: Stock,
): Promise<readonly AskedCase[]> {
  const path = pathOf(resource, 'updates');
  const made = await plane.send('POST', path, namespacesChanged(base));
  if (made.status !== 201) throw new Error(`${kind}: ${made.status} ${JSON.stringify(made.body)}`);
  const old = withoutManagedFields(made.body as JsonObject);
  const name = String((old['metadata'] as JsonObject)['name']);
  const fixed = withStoredName(variants(old, seedOf(seed, kind, 77), count, stock), old);
  const target = `${path}/${encodeURIComponent(name)}`;
  const answers = await inParallel(fixed, (object) => replace(plane, target, object));
  await plane.send('DELETE', `${target}?gracePeriodSeconds=0`);
  return fixed.map((one, index) => ({ kind, ...one, old, server: verdictOf(answers[index] as ApiAnswer) }));
}

const TRIES = 5;

/** An update; the server's own controllers may write in between (conditions of definitions), which makes a conflict of ours. */
async function replace(plane: ControlPlane, target: string, object: JsonObject): Promise<ApiAnswer> {
  let sent = object;
  for (let left = TRIES; ; left--) {
    const answer = await plane.send('PUT', `${target}?${STRICT}`, sent);
    if (answer.status !== 409 || left === 0) return answer;
    const { body } = await plane.send('GET', target);
    const { resourceVersion } = body['metadata'] as { readonly resourceVersion: string };
    sent = { ...object, metadata: { ...(object['metadata'] as JsonObject), resourceVersion } };
  }
}

/** Objects that say the namespace that they are in, as events do, say the one of updates. */
function namespacesChanged(base: JsonObject): JsonObject {
  if (base['kind'] !== 'Event') return base;
  return JSON.parse(JSON.stringify(base).replaceAll('"namespace":"default"', '"namespace":"updates"')) as JsonObject;
}

/** An update under another name is an update of another object: none of ours to ask about. */
function withStoredName(made: readonly Variant[], old: JsonObject): readonly Variant[] {
  const { name, resourceVersion, uid, namespace } = old['metadata'] as JsonObject;
  const identity = JSON.parse(JSON.stringify({ name, resourceVersion, uid, namespace })) as JsonObject;
  return made.map(({ object, touched }) => {
    const metadata = isJsonObject(object['metadata'] as Json) ? (object['metadata'] as JsonObject) : {};
    return { object: { ...object, metadata: { ...metadata, ...identity } }, touched };
  });
}

function withoutManagedFields(object: JsonObject): JsonObject {
  const { managedFields: _, ...metadata } = object['metadata'] as JsonObject;
  return { ...object, metadata };
}

function seedOf(seed: number, kind: string, index: number): number {
  let hash = seed;
  for (const letter of kind) hash = (Math.imul(hash, 31) + letter.charCodeAt(0)) | 0;
  return Math.imul(hash, 31) + index;
}

/** Answers in the order of the objects, a dozen at a time. */
async function inParallel(
  made: readonly Variant[],
  ask: (object: JsonObject) => Promise<ApiAnswer>,
): Promise<readonly ApiAnswer[]> {
  const answers: ApiAnswer[] = [];
  let next = 0;
  const worker = async (): Promise<void> => {
    while (next < made.length) {
      const index = next++;
      const { object } = made[index] as Variant;
      // A handler that panics cuts the connection; asked again, it is known for sure whether the object is why.
      answers[index] = await ask(object)
        .catch(() => ask(object))
        .catch((error: Error) => ({ status: 599, warnings: [], body: { message: `no answer: ${error.message}` } }));
    }
  };
  await Promise.all(Array.from({ length: CONCURRENCY }, worker));
  return answers;
}

/** What an answer says. */
export function verdictOf({ status, body }: ApiAnswer): ServerVerdict {
  if (status < 300) return { accepted: true, status, message: '', causes: [] };
  const details = isJsonObject(body['details']) ? body['details'] : {};
  const causes = Array.isArray(details['causes']) ? (details['causes'] as readonly JsonObject[]) : [];
  return {
    accepted: false,
    status,
    message: String(body['message']).slice(0, 2000),
    causes: causes.map(({ reason = '', field = '', message = '' }) => ({
      reason: String(reason),
      field: String(field),
      message: String(message).slice(0, 600),
    })),
  };
}

/** Bases that the server refuses: there must be none. */
export async function refusedBases(plane: ControlPlane, { bases }: Stock): Promise<readonly string[]> {
  const resources = await discover(plane, [...bases.keys()]);
  const refused: string[] = [];
  for (const [kind, objects] of bases)
    for (const object of objects) {
      const answer = await plane.send(
        'POST',
        `${pathOf(resources.get(kind) as Resource, 'default')}?${STRICT}`,
        object,
      );
      if (answer.status !== 201)
        refused.push(`${kindOf(object)} ${JSON.stringify(object['metadata'])}: ${String(answer.body['message'])}`);
    }
  return refused;
}

/** What bases refer to and the server looks up. */
export async function prepareServer(plane: ControlPlane): Promise<void> {
  const made = [
    ['/api/v1/namespaces/default/serviceaccounts', { metadata: { name: 'default' } }],
    ['/api/v1/namespaces/default/serviceaccounts', { metadata: { name: 'builder' } }],
    ['/api/v1/namespaces/default/serviceaccounts', { metadata: { name: 'shop' } }],
    ['/apis/scheduling.k8s.io/v1/priorityclasses', { metadata: { name: 'high' }, value: 1000 }],
    ['/apis/node.k8s.io/v1/runtimeclasses', { metadata: { name: 'runc-class' }, handler: 'runc' }],
  ] as const;
  for (const [path, object] of made) {
    const { status, body } = await plane.send('POST', path, object);
    if (status !== 201 && status !== 409) throw new Error(`${path}: ${status} ${JSON.stringify(body)}`);
  }
}
