// The proof that rules of CustomResourceDefinitions say what they say on the API server: the table of rules in the style of real definitions,
// and generated rules over generated schemas and values. Each difference is in a named class (cel-differences.yaml).
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { before, describe, it } from 'node:test';
import { compileCel } from '../../src/cel/compile.ts';
import type { CelSchema } from '../../src/cel/declare.ts';
import type { Json } from '../../src/kube/object.ts';
import { parseText } from '../../src/manifest/parse.ts';
import { ruleTable, verdictOf } from '../cel/rule-table.ts';
import { type Binaries, ensureBinaries, SKIP_REASON } from './binaries.ts';
import { type GeneratedRules, generateRules } from './cel-generator.ts';
import { askCel, type CelQuestion, verdictOfServer } from './cel-referee.ts';

const SEED = Number(process.env['CEL_SEED'] ?? 1);
const GROUPS = 130;
const RULES_OF_A_GROUP = 50;
/** Below these the suite has lost what it is for: rules, and verdicts of each kind. */
const MINIMUM_RULES = 6_000;
const MINIMUM_OF_EACH = 500;
const MINIMUM_TEXTS = 1_000;
/** Answers of the server that change are found out by asking again: Go walks a map of two entries in the rarer order one time in eight. */
const ASKED_AGAIN = 200;

/** One way in which we differ. */
interface DifferenceClass {
  readonly name: string;
  readonly cause: string;
  /** True where the server itself gives several answers. */
  readonly unstable: boolean;
  readonly schema: CelSchema;
  readonly self: Json;
  /** A rule that shows the difference. */
  readonly reproducer: string;
  /** The most of the generated rules that may fall in it. */
  readonly maximum: number;
}

const binaries = await ensureBinaries();
const classes = parseText(readFileSync('test/e2e/cel-differences.yaml', 'utf8')).documents[0]!
  .value as unknown as readonly DifferenceClass[];
const referee = (): string => (binaries as Binaries).celReferee;

/** The answers of the server to one question that is asked many times. */
async function answersTo(question: CelQuestion): Promise<ReadonlySet<string>> {
  const answers = await askCel(
    referee(),
    Array.from({ length: ASKED_AGAIN }, () => question),
  );
  return new Set(answers.map(({ compile, results }) => compile ?? results.join(' | ')));
}

describe('CEL rules as the API server evaluates them', { skip: binaries ? false : SKIP_REASON }, () => {
  let generated: readonly GeneratedRules[];
  before(() => {
    generated = generateRules(SEED, GROUPS, RULES_OF_A_GROUP);
  });

  it('has the verdicts of the table', async () => {
    const questions = ruleTable().flatMap((group) =>
      group.rules.map(({ rule, verdict }) => ({ ...group, rule, verdict })),
    );
    const answers = await askCel(
      referee(),
      questions.map(({ schema, root, optional, rule, values }) => ({ schema, root, optional, rule, values })),
    );
    assert.ok(answers.length >= 500, `${answers.length}`);
    for (const [place, { rule, verdict }] of questions.entries())
      assert.equal(verdictOfServer(answers[place]!, verdict), verdict, `${rule}: ${answers[place]!.compile ?? ''}`);
  });

  it('differs on generated rules only in the classes that are named', async () => {
    const questions = generated.flatMap((group) => group.rules.map((rule) => ({ ...questionOf(group), rule })));
    const answers = await askCel(referee(), questions);
    const counts: Record<string, number> = { T: 0, F: 0, E: 0, S: 0, refused: 0 };
    const found = new Map<string, number>();
    const unexplained: string[] = [];
    for (const [place, question] of questions.entries()) {
      const ours = verdictOf(question.rule, question);
      const theirs = verdictOfServer(answers[place]!, ours);
      for (const one of theirs === 'refused' ? [theirs] : theirs) counts[one] = (counts[one] ?? 0) + 1;
      if (ours === theirs) continue;
      const unstable = (await answersTo(question)).size > 1 ? classes.find((one) => one.unstable) : undefined;
      if (unstable) found.set(unstable.name, (found.get(unstable.name) ?? 0) + 1);
      else unexplained.push(`${question.rule}: we ${ours}, the server ${theirs} ${answers[place]!.compile ?? ''}`);
    }
    const byClass = classes.map(({ name }) => `${name} ${found.get(name) ?? 0}`).join(', ');
    console.log(`seed ${SEED}: ${questions.length} rules, verdicts ${JSON.stringify(counts)}; ${byClass}`);
    assert.deepEqual(unexplained.slice(0, 20), [], `${unexplained.length} unexplained differences`);
    for (const { name, maximum } of classes)
      assert.ok((found.get(name) ?? 0) <= maximum, `${name}: ${found.get(name)} rules, at most ${maximum}`);
    assert.ok(questions.length >= MINIMUM_RULES);
    for (const [verdict, count] of Object.entries(counts)) assert.ok(count >= MINIMUM_OF_EACH, `${verdict}: ${count}`);
  });

  it('writes the texts of generated expressions as the server does', async () => {
    const questions = generated
      .filter(({ optional }) => !optional)
      .flatMap((group) => group.texts.map((message) => ({ ...questionOf(group), message })));
    const answers = await askCel(referee(), questions);
    const unexplained: string[] = [];
    let texts = 0;
    for (const [place, question] of questions.entries()) {
      const { results } = answers[place]!;
      const ours = question.values.map((value) => textOf(question, value));
      const wrong = results.filter((theirs, at) => !isSameText(ours[at], theirs));
      texts += results.filter((theirs) => theirs.startsWith('text: ')).length - wrong.length;
      if (wrong.length > 0 && (await answersTo(question)).size === 1)
        unexplained.push(`${question.message}: we ${ours.join(' | ')}, the server ${wrong.join(' | ')}`);
    }
    console.log(`seed ${SEED}: ${texts} texts`);
    assert.deepEqual(unexplained.slice(0, 20), [], `${unexplained.length} unexplained differences`);
    assert.ok(texts >= MINIMUM_TEXTS, `${texts}`);
  });

  it('differs as each class says', async () => {
    assert.ok(classes.length > 0);
    for (const { name, schema, self, reproducer, unstable } of classes) {
      const answers = await answersTo({ schema, root: false, optional: false, rule: reproducer, values: [{ self }] });
      assert.equal(answers.size > 1, unstable, `${name}: ${[...answers].join(' ')}`);
    }
  });
});

function questionOf({ schema, root, optional, values }: GeneratedRules): CelQuestion {
  return { schema, root, optional, values };
}

/** Whether the server wrote our text. It shows none that is empty or has several lines, and none without an old value that is read. */
function isSameText(ours: string | undefined, theirs: string): boolean {
  if (theirs === 'true') return true;
  if (theirs === 'error: refused by the rule') return ours === undefined || ours === '' || ours.includes('\n');
  return theirs === `text: ${ours}`;
}

/** The text of an expression as we write it, undefined for an error. */
function textOf(question: CelQuestion & { message: string }, value: { self: Json; old?: Json }): string | undefined {
  const { schema, root, message } = question;
  const compiled = compileCel(message, { schema, resourceRoot: root, result: 'string' });
  if (!compiled.ok) return undefined;
  const { self, old } = value;
  const result = compiled.program.evaluate(old === undefined ? { self } : { self, oldSelf: old });
  return result.ok ? String(result.value).trim() : undefined;
}
