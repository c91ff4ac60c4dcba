// The proof that we refuse what the API server refuses and nothing else: many generated objects, right and wrong, and our whole answer
// (schema, completion, validation) beside that of a real server. Where the two differ is printed by cause.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { readStock } from './acceptance-bases.ts';
import { readDiffers } from './acceptance-differs.ts';
import { acceptance } from './acceptance-ours.ts';
import { compare, textOf } from './acceptance-report.ts';
import { askServer, prepareServer, refusedBases, UNAUDITED } from './acceptance-server.ts';
import { type Binaries, ensureBinaries, SKIP_REASON } from './binaries.ts';
import { type ControlPlane, startControlPlane } from './control-plane.ts';

const SEED = Number(process.env['ACCEPTANCE_SEED'] ?? 1);
const TOTAL = 52_000;
/** Of a hundred, how many replace an object that is stored. */
const UPDATES = 20;
const LEAST_COMPARED = 50_000;
const LEAST_KINDS = 40;
const LEAST_AGREEMENT = 0.99;
/** Of a thousand, how many may be left out because the server's state decides about them. */
const MOST_BY_STATE = 20;

const binaries = await ensureBinaries();

describe('acceptance beside a real API server', { skip: binaries ? false : SKIP_REASON }, () => {
  const stock = readStock();
  let plane: ControlPlane;
  before(async () => {
    plane = await startControlPlane(binaries as Binaries, UNAUDITED);
    await prepareServer(plane);
  });
  after(() => plane?.stop());

  it('starts from objects that the server accepts, as we do', async () => {
    assert.deepEqual(await refusedBases(plane, stock), []);
    const bases = [...stock.bases.values()].flat();
    const refused = bases.flatMap((object) => acceptance(object).map((error) => ({ kind: object['kind'], ...error })));
    assert.deepEqual(refused, []);
    assert.ok(bases.length >= 2 * stock.bases.size, `${bases.length} bases of ${stock.bases.size} kinds`);
  });

  it('gives the same answer to generated objects', async () => {
    const { state, known } = readDiffers();
    const cases = await askServer(
      plane,
      { kinds: [...stock.bases.keys()], seed: SEED, total: TOTAL, updates: UPDATES },
      stock,
    );
    const result = compare(cases, acceptance, state);
    console.log(textOf(result, 200, 0));
    const { compared, agreed, refused, byKind, byState, disagreements } = result;
    assert.ok(compared >= LEAST_COMPARED, `only ${compared} objects were compared`);
    assert.ok(byKind.size >= LEAST_KINDS, `only ${byKind.size} kinds were compared`);
    const share = refused / compared;
    assert.ok(share >= 0.3 && share <= 0.7, `the server refused ${share}`);
    const outside = [...byState.values()].reduce((a, b) => a + b, 0);
    assert.ok(outside * 1000 <= MOST_BY_STATE * cases.length, `${outside} were left out`);
    assert.ok(agreed / compared >= LEAST_AGREEMENT, `only ${agreed} of ${compared} answers are the same`);
    const shown = disagreements.map(({ side, cause }) => `${side}: ${cause}`);
    assert.deepEqual(
      known.filter(({ pattern }) => !shown.some((one) => new RegExp(pattern).test(one))),
      [],
      'acceptance-differs.yaml lists what does not differ',
    );
  });
});
