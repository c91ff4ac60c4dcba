// Every case of policies/**/*.test.yaml as data, and how to put its objects before a real API server. Judges nothing.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { equal } from '../../src/change/pair.ts';
import { isJsonList, isJsonObject, type Json, type JsonObject, metadataOf } from '../../src/kube/object.ts';
import { parseText } from '../../src/manifest/parse.ts';
import type { CaseInput, ExpectedFinding, PolicyTestSpec } from '../../src/policy/policy.ts';
import type { ApiAnswer, ControlPlane } from './control-plane.ts';
import type { Recorded, Recorder } from './recorder.ts';

/** One accept or reject case, with the policy that it is about. */
export interface PolicyCase {
  /** `policy: case`, unique. */
  readonly title: string;
  readonly policy: string;
  readonly parameters: JsonObject | undefined;
  readonly input: CaseInput;
  /** What the policy must find; empty for an accept case. */
  readonly findings: readonly ExpectedFinding[];
}

/** Reads all cases below a folder. */
export function readCases(folder: string): readonly PolicyCase[] {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) =>
    path.endsWith('.test.yaml'),
  );
  return files.sort().flatMap((file) => {
    const { documents, problems } = parseText(readFileSync(join(folder, file), 'utf8'));
    if (problems.length > 0) throw new Error(`${file}: ${problems[0]?.message}`);
    // Cases of templates are sets of objects, and no gate's.
    const tests = documents.filter(({ value }) => (value as JsonObject)['kind'] === 'PolicyTest');
    return tests.flatMap(({ value }) => {
      const { policy, parameters, cases } = (value as JsonObject)['spec'] as unknown as PolicyTestSpec;
      return cases.map(({ name, accept, reject, findings }) => ({
        title: `${policy}: ${name}`,
        policy,
        parameters,
        input: accept ?? reject ?? {},
        findings: findings ?? [],
      }));
    });
  });
}

/** Where the API server keeps a kind. */
interface Resource {
  readonly plural: string;
  readonly namespaced: boolean;
}

/** What the API server answered to the request that a case is about, and the review that it showed for it (422: none). */
export interface SentCase {
  readonly answer: ApiAnswer;
  readonly recorded: Recorded | undefined;
}

/**
 * Puts cases before one control plane whose webhook is the recorder: creates, updates and deletes as a client would, by dry
 * runs wherever no stored object is needed. Namespaces are made and labelled as the cases need them.
 */
export function caseSender(plane: ControlPlane, recorder: Recorder): (input: CaseInput) => Promise<SentCase> {
  const resources = new Map<string, Promise<Map<string, Resource>>>();
  const namespaces = new Map<string, Promise<void>>();

  const resourceOf = async (object: JsonObject): Promise<Resource & { readonly base: string }> => {
    const version = String(object['apiVersion']);
    const base = version.includes('/') ? `/apis/${version}` : `/api/${version}`;
    const known = resources.get(base) ?? discover(plane, base);
    resources.set(base, known);
    const found = (await known).get(String(object['kind']));
    if (!found) throw new Error(`the API server does not know ${version} ${String(object['kind'])}`);
    return { ...found, base };
  };
  /** The path of the object's collection; its namespace is made on the way. */
  const collectionOf = async (object: JsonObject, labels: Readonly<Record<string, string>>): Promise<string> => {
    const { base, plural, namespaced } = await resourceOf(object);
    if (!namespaced) return `${base}/${plural}`;
    const namespace = metadataOf(object).namespace ?? 'default';
    const made = namespaces.get(namespace) ?? makeNamespace(plane, namespace);
    namespaces.set(namespace, made);
    await made;
    await relabel(plane, namespace, labels);
    return `${base}/namespaces/${namespace}/${plural}`;
  };

  return async ({ object, old, operation = old ? 'UPDATE' : 'CREATE', actor, namespace, subresource }) => {
    const subject = object ?? old;
    if (!subject) throw new Error('the case has no object');
    const as = actor && { as: { name: actor.name, groups: actor.groups ?? [] } };
    const path = await collectionOf(subject, namespace?.labels ?? {});
    const name = metadataOf(subject).name ?? '';
    const judged = async (method: string, target: string, body?: Json): Promise<SentCase> => {
      recorder.take();
      const answer = await plane.send(method, `${target}?dryRun=All`, body, as);
      return { answer, recorded: recorder.take()[0] };
    };
    if (operation === 'CREATE') return judged('POST', path, object);
    if (!old) throw new Error(`the case has no old object to ${operation}`);
    const stored = await plane.send('POST', path, old);
    if (stored.status !== 201) throw new Error(`the old object: ${stored.status} ${String(stored.body['message'])}`);
    try {
      if (operation === 'DELETE') return await judged('DELETE', `${path}/${name}`);
      const target = `${path}/${name}${subresource ? `/${subresource}` : ''}`;
      return await judged('PUT', target, overlay(stored.body as JsonObject, old, object ?? {}));
    } finally {
      await plane.send('DELETE', `${path}/${name}?gracePeriodSeconds=0`);
    }
  };
}

/** The stored object with what differs between `old` and `fresh`: what the server added to `old` stays, as with an apply. */
function overlay(stored: Json, old: Json, fresh: Json): Json {
  if (equal(old, fresh)) return stored;
  if (isJsonObject(stored) && isJsonObject(old) && isJsonObject(fresh)) {
    const made: Record<string, Json> = { ...stored };
    for (const key of Object.keys(old)) if (!Object.hasOwn(fresh, key)) delete made[key];
    for (const [key, value] of Object.entries(fresh))
      made[key] = overlay(stored[key] ?? null, Object.hasOwn(old, key) ? (old[key] ?? null) : null, value);
    return made;
  }
  if (isJsonList(stored) && isJsonList(old) && isJsonList(fresh)) {
    const added = stored.slice(old.length);
    return [...fresh.map((item, place) => overlay(stored[place] ?? null, old[place] ?? null, item)), ...added];
  }
  return fresh;
}

async function discover(plane: ControlPlane, base: string): Promise<Map<string, Resource>> {
  const { status, body } = await plane.send('GET', base);
  if (status !== 200) return new Map();
  const listed = body['resources'] as { name: string; kind: string; namespaced: boolean }[];
  return new Map(
    listed
      .filter(({ name }) => !name.includes('/'))
      .map(({ name, kind, namespaced }) => [kind, { plural: name, namespaced }]),
  );
}

async function makeNamespace(plane: ControlPlane, name: string): Promise<void> {
  const { status } = await plane.send('GET', `/api/v1/namespaces/${name}`);
  if (status === 404) return plane.createNamespace(name);
  await plane.send('POST', `/api/v1/namespaces/${name}/serviceaccounts`, { metadata: { name: 'default' } });
}

/** Gives the namespace exactly these labels (and the one that the server itself keeps). */
async function relabel(plane: ControlPlane, name: string, labels: Readonly<Record<string, string>>): Promise<void> {
  const path = `/api/v1/namespaces/${name}`;
  const { body } = await plane.send('GET', path);
  const metadata = body['metadata'] as { labels?: Record<string, string> };
  const kept = { 'kubernetes.io/metadata.name': name };
  const wanted = { ...kept, ...labels };
  const present = { ...kept, ...metadata.labels };
  if (JSON.stringify(Object.entries(wanted).sort()) === JSON.stringify(Object.entries(present).sort())) return;
  await plane.send('PUT', path, { ...body, metadata: { ...metadata, labels: wanted } });
}
