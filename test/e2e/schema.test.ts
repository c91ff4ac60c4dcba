// Objects that break their schema in one place each, against a real API server with strict field validation: what it answers
// with 400 is what we call an unknown field or a wrong type, and what it takes has no fault at all.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import { parseText } from '../../src/manifest/parse.ts';
import { createRegistry } from '../../src/openapi/registry.ts';
import { apiSchemas } from '../builders/api-schemas.ts';
import { type Binaries, ensureBinaries, SKIP_REASON } from './binaries.ts';
import { type Broken, brokenObjects } from './broken-objects.ts';
import { type ApiAnswer, type ControlPlane, startControlPlane } from './control-plane.ts';

/** Values put into each field; the whole list of values, in place of some in turns, takes five minutes. */
const PER_FIELD = Number(process.env['SALLYPORT_SCHEMA_VALUES'] ?? 3);
const LEAST_SENT = 5000;
const LEAST_REFUSED = 3000;
const SENT_AT_ONCE = 16;

/** An answer of 400 that has another cause than the schema. */
interface Difference {
  readonly kind: string;
  readonly says: string;
  readonly cause: string;
}

const binaries = await ensureBinaries();

describe('schemas beside a real API server', { skip: binaries ? false : SKIP_REASON }, () => {
  const schemas = apiSchemas();
  const registry = createRegistry(schemas);
  const parsed = parseText(readFileSync('test/e2e/schema-differs.yaml', 'utf8'));
  const known = (parsed.documents[0]?.value ?? []) as unknown as readonly Difference[];
  let plane: ControlPlane;
  before(async () => {
    plane = await startControlPlane(binaries as Binaries);
    await plane.createNamespace('shop');
  });
  after(() => plane?.stop());

  const send = ({ kind, about, object }: Broken): Promise<ApiAnswer> => {
    const [apiVersion = ''] = kind.split(' ');
    const base = `/${apiVersion.includes('/') ? 'apis' : 'api'}/${apiVersion}`;
    const place = about.namespaced ? '/namespaces/shop' : '';
    return plane.send('POST', `${base}${place}/${about.resource}?fieldValidation=Strict&dryRun=All`, object);
  };

  it('refuses what the server cannot read, and finds no fault with what it takes', async () => {
    const objects = brokenObjects(schemas, PER_FIELD).filter(({ about }) => about.optIn !== true);
    const wrong: string[] = [];
    const used = new Set<Difference>();
    const counts = { sent: 0, refused: 0, taken: 0, unknown: 0 };
    const judge = async (broken: Broken): Promise<void> => {
      const { status, body } = await send(broken);
      const [apiVersion = '', kind = ''] = broken.kind.split(' ');
      const errors = registry.checkOf(apiVersion, kind)?.(broken.object) ?? [];
      const unread = errors.filter(({ type }) => type === 'unknown-field' || type === 'type-invalid');
      const message = String(body['message']);
      counts.sent += 1;
      if (status === 400) counts.refused += 1;
      if (status === 201) counts.taken += 1;
      const told = `${broken.kind} ${broken.field}: ${status} ${message.slice(0, 300)}, ours ${JSON.stringify(errors)}`;
      if ((status === 400) !== unread.length > 0) {
        const cause = known.find(({ kind: of, says }) => of === broken.kind && message.includes(says));
        if (cause) used.add(cause);
        else wrong.push(told);
      } else if (status === 201 && errors.length > 0) wrong.push(told);
      else if (message.includes('strict decoding error')) {
        counts.unknown += 1;
        if (!sameFields(message, unread)) wrong.push(told);
      }
    };
    let next = 0;
    const worker = async (): Promise<void> => {
      for (let at = next++; at < objects.length; at = next++) await judge(objects[at]!);
    };
    await Promise.all(Array.from({ length: SENT_AT_ONCE }, worker));
    console.log(
      `${counts.sent} objects, ${counts.refused} unreadable to the server, ${counts.taken} taken, ${used.size} causes`,
    );
    assert.deepEqual(wrong.slice(0, 20), [], `${wrong.length} differences have no cause`);
    assert.deepEqual(
      known.filter((one) => !used.has(one)),
      [],
      'schema-differs.yaml lists what does not differ',
    );
    assert.ok(counts.sent >= LEAST_SENT && counts.refused >= LEAST_REFUSED && counts.unknown > 500);
  });
});

/** The server's list of unknown fields (`unknown field "spec.a[0].b"`) names the pointers of ours. */
function sameFields(message: string, errors: readonly { readonly pointer: string }[]): boolean {
  const theirs = [...message.matchAll(/unknown field "([^"]+)"/g)].map(([, path = '']) => path);
  const ours = errors.map(({ pointer }) =>
    pointer
      .slice(1)
      .replace(/\/(\d+)(?=\/|$)/g, '[$1]')
      .replaceAll('/', '.'),
  );
  return theirs.sort().join(' ') === ours.sort().join(' ');
}
