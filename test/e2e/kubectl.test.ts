// The git gate's reading of YAML against kubectl's own: what `kubectl create` would send for a text is what the rules must see.
// What kubectl refuses we refuse, what it sends we read alike.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { isJsonObject, type Json, type JsonObject } from '../../src/kube/object.ts';
import { parseManifests } from '../../src/manifest/parse.ts';
import { type Binaries, ensureBinaries, SKIP_REASON } from './binaries.ts';
import { type ControlPlane, startControlPlane } from './control-plane.ts';
import { chooser } from './pod-generator.ts';

const SEED = 11;
/** Random scalars beside the listed ones. */
const RANDOM_SCALARS = 3_000;

/** Scalars at the borders between YAML 1.1, YAML 1.2 and JSON. */
const SCALARS = [
  ...['y', 'Y', 'n', 'N', 'yes', 'Yes', 'YES', 'yEs', 'no', 'No', 'NO', 'on', 'On', 'ON', 'off', 'Off', 'OFF', 'oFF'],
  ...['true', 'True', 'TRUE', 'tRue', 'false', 'False', 'FALSE', 'null', 'Null', 'NULL', 'nULL', '~', '', '""', "''"],
  ...[
    '0777',
    '0o777',
    '0O777',
    '0x1ff',
    '0X1FF',
    '0b101',
    '0B101',
    '08',
    '09',
    '00',
    '-010',
    '+010',
    '0o8',
    '0x',
    '0b2',
  ],
  ...['1_000', '1__0', '_1', '1,000', '0x_1f', '0_7', '1e3', '1E3', '1e+3', '1.0', '1.', '.5', '+.5', '-.5', '.', '..'],
  ...[
    '+5',
    '-0',
    '-0.0',
    '12e03',
    '1e400',
    '-1e400',
    '1e-400',
    '0.1',
    '1.10',
    '0x1.8p1',
    '1_0.5',
    '1.5_0',
    '._5',
    '5._',
  ],
  ...['9007199254740991', '-9007199254740991', '2147483648', '4294967296', '123456789012345'],
  ...['.inf', '-.inf', '+.inf', '.Inf', '.INF', '.nan', '.NaN', '.NAN', 'inf', 'nan', 'NaN', 'Infinity'],
  ...['1:30', '12:30:45', '1:2', '2020-01-01', '2020-1-1', '2020-01-01T00:00:00Z', '2020-01-01 00:00:00', '12:30.5'],
  ...['!!str 3', '!!int "3"', '!!bool "yes"', '!!bool yes', '!!float 3', '!!null ""', '!!binary aGVsbG8=', '!foo bar'],
  ...['=', '<<', '- 1', '[yes, 010]', '{y: no}', '{1: 2}', '{010: a}', '{1.0: a}', '{1e3: a}', '{true: a}', '{on: a}'],
  ...[
    '"yes"',
    "'010'",
    '"\\x41\\u00e9"',
    '|\n    a\n    b\n',
    '>\n    a\n    b\n',
    '|-\n    a\n',
    '&a b',
    '"a\n    b"',
    'a # c',
  ],
];

function randomScalars(): readonly string[] {
  const pick = chooser(SEED);
  const letters = [...'00112789__..++--::eExXoObBfFaAnNyYtT~'];
  return Array.from({ length: RANDOM_SCALARS }, () =>
    Array.from({ length: 1 + pick.below(6) }, () => pick.one(letters)).join(''),
  );
}

const binaries = await ensureBinaries();

describe('YAML as kubectl reads it', { skip: binaries ? false : SKIP_REASON }, () => {
  let plane: ControlPlane;
  before(async () => {
    plane = await startControlPlane(binaries as Binaries);
  });
  after(() => plane?.stop());

  /** The objects that kubectl would send for the files of a folder, by name; files that it refuses are missing. */
  const kubectlReads = async (folder: string): Promise<ReadonlyMap<string, JsonObject>> => {
    const words = ['create', '--dry-run=client', '--validate=false', '-o', 'json', '-R', '-f', folder];
    const child = spawn((binaries as Binaries).kubectl, ['--kubeconfig', plane.kubeconfigFile, ...words], {
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    const parts: Buffer[] = [];
    child.stdout.on('data', (part: Buffer) => parts.push(part));
    await new Promise((done, fail) => child.once('error', fail).once('close', done));
    // kubectl prints one JSON document after the other; each begins and ends with a brace in the first column.
    const documents = Buffer.concat(parts)
      .toString('utf8')
      .split(/(?<=^\})\n/m);
    const objects = documents.filter((text) => text.trim() !== '').map((text) => JSON.parse(text) as JsonObject);
    const items = objects.flatMap((one) => (one['kind'] === 'List' ? (one['items'] as JsonObject[]) : [one]));
    return new Map(items.map((item) => [nameOf(item), item]));
  };

  it('scalar by scalar', async () => {
    const folder = join(plane.folder, 'scalars');
    mkdirSync(folder);
    const texts = new Map(
      [...SCALARS, ...randomScalars()].map((scalar, place) => [
        `s${place}`,
        `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: s${place}}\ndata:\n  key: ${scalar}\n`,
      ]),
    );
    for (const [name, text] of texts) writeFileSync(join(folder, `${name}.yaml`), text);
    const read = await kubectlReads(folder);
    const wrong: string[] = [];
    for (const [name, text] of texts) {
      const theirs = read.get(name);
      const ours = parseManifests(text);
      const problem = ours.problems[0];
      const shown = JSON.stringify(text.slice(text.indexOf('data:')));
      if (!theirs) {
        if (!problem) wrong.push(`${shown}: kubectl refuses, we read ${JSON.stringify(ours.documents[0]?.value)}`);
      } else if (problem) {
        wrong.push(`${shown}: we refuse (${problem.code}), kubectl reads ${JSON.stringify(theirs['data'])}`);
      } else if (!same(theirs, ours.documents[0]?.value ?? null)) {
        wrong.push(
          `${shown}: kubectl ${JSON.stringify(theirs['data'])}, we ${JSON.stringify(ours.documents[0]?.value)}`,
        );
      }
    }
    console.log(`seed ${SEED}: ${texts.size} scalars, ${read.size} read by kubectl`);
    assert.deepEqual(wrong, []);
    assert.ok(read.size >= texts.size / 2, `kubectl read only ${read.size}`);
  });

  it('the examples', async () => {
    const folder = 'examples/shop';
    const files = readdirSync(folder).filter((name) => /\.ya?ml$/.test(name));
    const ours = files.flatMap((name) => {
      const { documents, problems } = parseManifests(readFileSync(join(folder, name), 'utf8'));
      assert.deepEqual(problems, []);
      return documents.map(({ value }) => value as JsonObject);
    });
    const read = await kubectlReads(folder);
    assert.ok(read.size >= 15, `kubectl read only ${read.size} objects`);
    for (const [name, theirs] of read)
      assert.ok(
        ours.some((one) => nameOf(one) === name && same(theirs, one)),
        `${name} is read otherwise`,
      );
  });
});

/** Kind, namespace and name; the names of the generated texts are unique by themselves. */
function nameOf(object: JsonObject): string {
  const metadata = isJsonObject(object['metadata']) ? object['metadata'] : {};
  const name = String(metadata['name']);
  return object['kind'] === 'ConfigMap' && /^s[0-9]+$/.test(name)
    ? name
    : `${String(object['kind'])} ${String(metadata['namespace'] ?? 'default')}/${name}`;
}

/** Equal but for the namespace, which kubectl fills in. */
function same(theirs: JsonObject, ours: Json): boolean {
  const plain = (one: Json): string => {
    if (!isJsonObject(one)) return JSON.stringify(one);
    const metadata = isJsonObject(one['metadata']) ? one['metadata'] : {};
    return JSON.stringify(sorted({ ...one, metadata: { namespace: 'default', ...metadata } }));
  };
  return plain(theirs) === plain(ours);
}

function sorted(value: Json): Json {
  if (Array.isArray(value)) return value.map(sorted);
  if (!isJsonObject(value)) return Object.is(value, -0) ? 0 : value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, one]) => [key, sorted(one)]),
  );
}
