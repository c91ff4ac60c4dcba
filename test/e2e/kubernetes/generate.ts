// `npm run kubernetes [MINOR…]`: makes the data in kubernetes/ from the API servers of the releases, whose programs it builds
// once. The same releases give the same bytes. Without a MINOR all are made, and what joins them: the lifecycle of kinds.
import { execFile } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { brotliCompressSync, brotliDecompressSync, constants } from 'node:zlib';
import type { CompletionTypes } from '../../../src/completion/data.ts';
import { parseText } from '../../../src/manifest/parse.ts';
import type { ApiSchemas } from '../../../src/openapi/schema.ts';
import { defaultsOf, type StatedDefaults } from './defaults.ts';
import { type LifecycleNotes, lifecycle, type ReleaseStages, type Stages } from './lifecycle.ts';
import { openapiSet } from './openapi-set.ts';
import { readReleaseApi, withPlane } from './read-api.ts';
import { ensurePrograms, RELEASES, type Release, type ReleasePrograms } from './releases.ts';
import { recordSkeletons } from './skeleton.ts';

/** As small as brotli makes it; nothing in the bytes says when they were made. */
function compressed(text: string): Buffer {
  const bytes = Buffer.from(text);
  const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_LGWIN]: 22 };
  return brotliCompressSync(bytes, { params: { ...params, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } });
}

/** JSON with one line for each member down to `depth`, so that two releases can be compared by eye. */
function printed(value: unknown, depth: number, indent = ''): string {
  if (depth === 0 || typeof value !== 'object' || value === null || Object.keys(value).length === 0)
    return JSON.stringify(value);
  const inner = `${indent} `;
  const isList = Array.isArray(value);
  const lines = Object.entries(value).map(([key, one]) => {
    const text = printed(one, depth - 1, inner);
    return `${inner}${isList ? '' : `${JSON.stringify(key)}: `}${text}`;
  });
  return `${isList ? '[' : '{'}\n${lines.join(',\n')}\n${indent}${isList ? ']' : '}'}`;
}

function stated<T>(file: string): T {
  const { documents, problems } = parseText(readFileSync(`test/e2e/kubernetes/${file}`, 'utf8'));
  if (problems.length > 0) throw new Error(`${file}: ${problems[0]?.message}`);
  return documents[0]?.value as T;
}

function write(file: string, content: string | Buffer): void {
  writeFileSync(`kubernetes/${file}`, content);
  console.error(`kubernetes/${file}: ${content.length} bytes`);
}

/** Asks Go's types about the kinds that a release serves by default. */
async function readTypes(
  { apiTypes }: ReleasePrograms,
  { kinds }: ApiSchemas,
): Promise<CompletionTypes & { readonly lifecycle: Readonly<Record<string, Stages>> }> {
  const lines = Object.entries(kinds).flatMap(([kind, { namespaced, optIn }]) =>
    optIn ? [] : [`${kind}${namespaced ? '' : ' cluster'}`],
  );
  return new Promise((done, fail) => {
    const child = execFile(apiTypes, { maxBuffer: 1 << 26 }, (error, stdout) =>
      error ? fail(error) : done(JSON.parse(stdout)),
    );
    child.stdin?.end(lines.join('\n'));
  });
}

/** Makes the files of one release. */
async function generate({ minor, version }: Release, programs: ReleasePrograms): Promise<void> {
  const set = openapiSet(minor, await readReleaseApi(programs));
  console.error(`${version}: ${Object.keys(set.kinds).length} kinds, ${Object.keys(set.definitions).length} schemas`);
  write(`openapi-${minor}.json.br`, compressed(JSON.stringify(set)));
  const { kinds, clusterScoped, types } = await readTypes(programs, set);
  write(`types-${minor}.json`, `${printed({ kinds, clusterScoped, types }, 2)}\n`);
  const recorded = await withPlane(programs, [], (plane) => recordSkeletons(plane, set));
  const defaults = defaultsOf(
    recorded,
    { kinds, clusterScoped, types },
    stated<StatedDefaults>('stated-defaults.yaml'),
  );
  write(`defaults-${minor}.json`, `${printed(defaults, 2)}\n`);
}

async function programsOf(release: Release): Promise<ReleasePrograms> {
  const programs = await ensurePrograms(release);
  if (!programs) process.exit(1);
  return programs;
}

const wanted = process.argv.slice(2);
const unknown = wanted.filter((word) => !RELEASES.some(({ minor }) => minor === word));
if (unknown.length > 0) {
  console.error(`unknown release ${unknown.join(', ')}; known are ${RELEASES.map(({ minor }) => minor).join(', ')}`);
  process.exit(1);
}
for (const release of RELEASES.filter(({ minor }) => wanted.length === 0 || wanted.includes(minor)))
  await generate(release, await programsOf(release));
if (wanted.length === 0) {
  const releases: ReleaseStages[] = [];
  for (const release of RELEASES) {
    const text = brotliDecompressSync(readFileSync(`kubernetes/openapi-${release.minor}.json.br`)).toString('utf8');
    const set = JSON.parse(text) as ApiSchemas;
    releases.push({ set, stages: (await readTypes(await programsOf(release), set)).lifecycle });
  }
  const lives = lifecycle(releases, stated<LifecycleNotes>('lifecycle-notes.yaml'));
  write('api-lifecycle.json', `${printed(lives, 2)}\n`);
}
