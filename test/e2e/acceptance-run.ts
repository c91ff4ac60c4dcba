// The acceptance comparison from the command line, for whoever writes a validator: generates, asks the server (or takes its kept
// answers), compares and prints disagreements by cause. `node dist/test/e2e/acceptance-run.js --kinds Deployment,Job --total 2000`
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { readStock } from './acceptance-bases.ts';
import { readDiffers } from './acceptance-differs.ts';
import { acceptance } from './acceptance-ours.ts';
import { compare, type StateCause, textOf } from './acceptance-report.ts';
import { type Amount, type AskedCase, askServer, prepareServer, refusedBases, UNAUDITED } from './acceptance-server.ts';
import { type Binaries, ensureBinaries, kubernetesVersion } from './binaries.ts';
import { startControlPlane } from './control-plane.ts';

const { values: flags } = parseArgs({
  options: {
    kinds: { type: 'string', default: 'all' },
    total: { type: 'string', default: '2000' },
    seed: { type: 'string', default: '1' },
    updates: { type: 'string', default: '20' },
    top: { type: 'string', default: '40' },
    example: { type: 'string', default: '1500' },
    status: { type: 'string' },
    cause: { type: 'string' },
    missed: { type: 'string', default: '0' },
    refresh: { type: 'boolean', default: false },
    bases: { type: 'boolean', default: false },
  },
});

const stock = readStock();
const wanted = flags.kinds.split(',');
const kinds = [...stock.bases.keys()].filter(
  (kind) => flags.kinds === 'all' || wanted.includes(kind) || wanted.includes(kind.split(' ')[1] as string),
);
if (kinds.length === 0) throw new Error(`no bases of ${flags.kinds}; there are ${[...stock.bases.keys()].join(', ')}`);

const amount: Amount = { kinds, seed: Number(flags.seed), total: Number(flags.total), updates: Number(flags.updates) };

async function withServer<T>(use: (plane: Awaited<ReturnType<typeof startControlPlane>>) => Promise<T>): Promise<T> {
  const plane = await startControlPlane((await ensureBinaries()) as Binaries, UNAUDITED);
  try {
    await prepareServer(plane);
    return await use(plane);
  } finally {
    await plane.stop();
  }
}

/** Answers are kept outside the checkout, under everything that they depend on. */
async function cases(): Promise<readonly AskedCase[]> {
  const hash = createHash('sha256').update(JSON.stringify([amount, stock.digest, kubernetesVersion()]));
  for (const part of ['generator', 'bases', 'server'])
    hash.update(readFileSync(join(import.meta.dirname, `acceptance-${part}.js`)));
  const folder = join(process.env['XDG_CACHE_HOME'] || join(homedir(), '.cache'), 'sallyport', 'acceptance');
  const file = join(folder, `${hash.digest('hex').slice(0, 20)}.jsonl`);
  if (existsSync(file) && !flags.refresh)
    return readFileSync(file, 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as AskedCase);
  const begun = Date.now();
  const asked = await withServer((plane) => askServer(plane, amount, stock));
  console.log(`asked ${asked.length} in ${Date.now() - begun} ms, kept in ${file}`);
  mkdirSync(folder, { recursive: true });
  writeFileSync(`${file}.${process.pid}`, `${asked.map((one) => JSON.stringify(one)).join('\n')}\n`);
  renameSync(`${file}.${process.pid}`, file);
  return asked;
}

if (flags.bases) {
  const refused = await withServer((plane) => refusedBases(plane, stock));
  console.log(refused.join('\n'));
  console.log(
    `${refused.length} bases refused of ${[...stock.bases.values()].flat().length}, ${stock.bases.size} kinds`,
  );
} else {
  const state: readonly StateCause[] = readDiffers().state;
  const asked = (await cases()).filter(
    ({ server }) => flags.status === undefined || server.accepted || String(server.status) === flags.status,
  );
  const begun = Date.now();
  const result = compare(asked, acceptance, state);
  const chosen = flags.cause ? new RegExp(flags.cause) : /^/;
  console.log(
    textOf(
      { ...result, disagreements: result.disagreements.filter(({ side, cause }) => chosen.test(`${side}: ${cause}`)) },
      Number(flags.top),
      Number(flags.example),
    ),
  );
  for (const [cause, count] of result.missed.slice(0, Number(flags.missed))) console.log(`${count} × unsaid: ${cause}`);
  console.log(`compared in ${Date.now() - begun} ms`);
}
