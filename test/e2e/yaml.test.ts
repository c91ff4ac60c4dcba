// The proof that a text is read as kubectl reads it: many generated texts through both, and each difference in a named class
// (yaml-differences.yaml) that a reproducer keeps true. `YAML_SEEDS=20-35` judges other seeds than those that are kept.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { parseText } from '../../src/manifest/parse.ts';
import { type Binaries, ensureBinaries, SKIP_REASON } from './binaries.ts';
import { generateYaml, wordsEverywhere } from './yaml-generator.ts';
import { alike, classOf, differenceClasses, shown, theyRead, weRead } from './yaml-referee.ts';

const [FIRST = 1, LAST = FIRST] = (process.env['YAML_SEEDS'] ?? '1-4').split('-').map(Number);
const TEXTS_PER_SEED = 30_000;
/** Below these shares of the texts the suite has lost what it is for. */
const MINIMUM_ALIKE = 0.9;
const MINIMUM_VALUES = 0.7;

const binaries = await ensureBinaries();
const referee = (binaries as Binaries | undefined)?.yamlReferee ?? '';
const classes = differenceClasses();

/** How many texts fell where. */
interface Tally {
  texts: number;
  sameValue: number;
  bothRefuse: number;
  readonly byClass: Map<string, number>;
  readonly unexplained: string[];
}

describe('YAML as sigs.k8s.io/yaml reads it', { skip: binaries ? false : SKIP_REASON }, () => {
  it('differs only in the classes that are named', async () => {
    const tally: Tally = { texts: 0, sameValue: 0, bothRefuse: 0, byClass: new Map(), unexplained: [] };
    await compare(tally, wordsEverywhere());
    for (let seed = FIRST; seed <= LAST; seed++) await compare(tally, generateYaml(seed, TEXTS_PER_SEED));
    const { texts, sameValue, bothRefuse, byClass, unexplained } = tally;
    const counts = `${texts} texts, ${sameValue} same value, ${bothRefuse} both refuse`;
    const named = classes.map(({ name }) => `${name} ${byClass.get(name) ?? 0}`).join(', ');
    console.log(`seeds ${FIRST} to ${LAST}: ${counts}; ${named}`);
    assert.deepEqual(unexplained.slice(0, 40), [], `${unexplained.length} unexplained differences`);
    for (const { name, share } of classes) {
      const count = byClass.get(name) ?? 0;
      assert.ok(count <= Math.max(10, share * texts), `${name}: ${count} of ${texts} texts are more than its share`);
    }
    assert.ok(texts >= (LAST - FIRST + 1) * TEXTS_PER_SEED);
    assert.ok(sameValue + bothRefuse >= MINIMUM_ALIKE * texts && sameValue >= MINIMUM_VALUES * texts);
  });

  it('differs nowhere else in texts by chapter of the specification', async () => {
    const [document] = parseText(readFileSync('test/e2e/yaml-cases.yaml', 'utf8')).documents;
    const chapters = document!.value as unknown as readonly {
      readonly chapter: string;
      readonly texts: readonly string[];
    }[];
    const tally: Tally = { texts: 0, sameValue: 0, bothRefuse: 0, byClass: new Map(), unexplained: [] };
    const texts = chapters.flatMap((one) => one.texts.map((text) => ({ kind: one.chapter, text })));
    await compare(tally, texts);
    const named = [...tally.byClass].map(([name, count]) => `${name} ${count}`).join(', ');
    console.log(
      `${tally.texts} texts of ${chapters.length} chapters, ${tally.sameValue} same value, ${tally.bothRefuse} both refuse; ${named}`,
    );
    assert.deepEqual(tally.unexplained, []);
    assert.ok(chapters.length >= 14 && tally.texts >= 500 && tally.sameValue >= 350);
  });

  it('differs as each class says', async () => {
    assert.ok(classes.length > 0);
    const theirs = await theyRead(
      referee,
      classes.map(({ reproducer }) => reproducer),
    );
    for (const [place, { name, reproducer }] of classes.entries()) {
      const ours = weRead(reproducer);
      const their = theirs[place]!;
      assert.ok(!alike(ours, their), `${name}: both read the reproducer alike`);
      const found = classOf(classes, reproducer, ours, their);
      assert.equal(found?.name, name, `${shown(ours)}, kubectl ${shown(their)}`);
    }
  });
});

async function compare(
  tally: Tally,
  texts: readonly { readonly kind: string; readonly text: string }[],
): Promise<void> {
  const theirs = await theyRead(
    referee,
    texts.map(({ text }) => text),
  );
  tally.texts += texts.length;
  for (const [place, { kind, text }] of texts.entries()) {
    const ours = weRead(text);
    const their = theirs[place]!;
    if (alike(ours, their)) tally['values' in ours ? 'sameValue' : 'bothRefuse']++;
    else {
      const name = classOf(classes, text, ours, their)?.name;
      if (name !== undefined) tally.byClass.set(name, (tally.byClass.get(name) ?? 0) + 1);
      else tally.unexplained.push(`${kind} ${JSON.stringify(text)}: we ${shown(ours)}, kubectl ${shown(their)}`);
    }
  }
}
