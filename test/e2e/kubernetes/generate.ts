// `npm run kubernetes [MINOR…]`: writes the data in kubernetes/, made from the API servers of the releases, whose programs it
// builds once. The same releases give the same bytes. Without a MINOR all are made, and what joins them: the lifecycle of kinds.
import { readFileSync, writeFileSync } from 'node:fs';
import { brotliCompressSync, brotliDecompressSync, constants } from 'node:zlib';
import type { ApiSchemas } from '../../../src/openapi/schema.ts';
import { type LifecycleNotes, lifecycle, type ReleaseStages } from './lifecycle.ts';
import { makeData, printed, readTypes, stated } from './make.ts';
import { ensurePrograms, RELEASES, type Release, type ReleasePrograms } from './releases.ts';

/** As small as brotli makes it; nothing in the bytes says when they were made. */
function compressed(text: string): Buffer {
  const bytes = Buffer.from(text);
  const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_LGWIN]: 22 };
  return brotliCompressSync(bytes, { params: { ...params, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } });
}

function write(file: string, content: string | Buffer): void {
  writeFileSync(`kubernetes/${file}`, content);
  console.error(`kubernetes/${file}: ${content.length} bytes`);
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
for (const release of RELEASES.filter(({ minor }) => wanted.length === 0 || wanted.includes(minor))) {
  const { minor } = release;
  const { openapi, types, defaults } = await makeData(release, await programsOf(release));
  write(`openapi-${minor}.json.br`, compressed(openapi));
  write(`types-${minor}.json`, types);
  write(`defaults-${minor}.json`, defaults);
}
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
