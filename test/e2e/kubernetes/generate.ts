// `npm run kubernetes [MINOR…]`: makes the data in kubernetes/ from the API servers of the releases, whose programs it builds
// once. The same releases give the same bytes.
import { writeFileSync } from 'node:fs';
import { brotliCompressSync, constants } from 'node:zlib';
import { openapiSet } from './openapi-set.ts';
import { readReleaseApi } from './read-api.ts';
import { ensurePrograms, RELEASES } from './releases.ts';

/** As small as brotli makes it; nothing in the bytes says when they were made. */
function compressed(text: string): Buffer {
  const bytes = Buffer.from(text);
  const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_LGWIN]: 22 };
  return brotliCompressSync(bytes, { params: { ...params, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } });
}

const wanted = process.argv.slice(2);
const unknown = wanted.filter((word) => !RELEASES.some(({ minor }) => minor === word));
if (unknown.length > 0) {
  console.error(`unknown release ${unknown.join(', ')}; known are ${RELEASES.map(({ minor }) => minor).join(', ')}`);
  process.exit(1);
}
for (const release of RELEASES.filter(({ minor }) => wanted.length === 0 || wanted.includes(minor))) {
  const programs = await ensurePrograms(release);
  if (!programs) process.exit(1);
  const set = openapiSet(release.minor, await readReleaseApi(programs));
  const text = JSON.stringify(set);
  const bytes = compressed(text);
  writeFileSync(`kubernetes/openapi-${release.minor}.json.br`, bytes);
  const counts = [set.kinds, set.definitions].map((one) => Object.keys(one).length);
  console.error(
    `${release.version}: ${counts[0]} kinds, ${counts[1]} schemas, ${text.length} bytes, ${bytes.length} compressed`,
  );
}
