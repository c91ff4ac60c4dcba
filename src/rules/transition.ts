// The rule type `transition`: judges the difference between the old and the new object. Each changed leaf is its own finding.
import { type Delta, deltaOf } from '../change/delta.ts';
import type { Json } from '../kube/object.ts';
import type { TransitionSpec } from '../policy/policy.ts';
import type {
  CompiledJudge,
  DocumentProblem,
  Evaluation,
  ExpressionCompiler,
  Node,
  Result,
  RuleType,
  Violation,
} from '../policy/rule-type.ts';
import { bindingsAt, failureOf, violationOf } from './assert.ts';
import { pathOf } from './at.ts';
import { compileRights } from './parameter-rights.ts';
import { type Path, placeTo } from './path.ts';
import type { TemplateLibrary } from './template-library.ts';

/**
 * Compares old and new by one of `only`, `never`, `assert`, `parameters`. In the message `$` is the change: `{pointer, before,
 * after}`; of `parameters` each finding has its own message.
 */
export function transitionRule(library: TemplateLibrary): RuleType {
  return {
    type: 'transition',
    compile(rule, pointer, expressions) {
      const spec = rule.transition ?? {};
      const below = `${pointer}/transition`;
      if (rule.at !== undefined) {
        return problem(
          'transition-at',
          'a transition judges the whole change: name the places in `only` or `never` and remove `at`',
          `${pointer}/at`,
        );
      }
      if (spec.parameters !== undefined) return compileRights(spec.parameters, `${below}/parameters`, library);
      return spec.assert !== undefined ? compileAssert(spec.assert, below, expressions) : compilePaths(spec, below);
    },
  };
}

const problem = (code: string, message: string, pointer: string): Result<never> => ({
  ok: false,
  problems: [{ code, message, pointer }],
});

function compileAssert(text: string, pointer: string, expressions: ExpressionCompiler): Result<CompiledJudge> {
  const compiled = expressions(text, `${pointer}/assert`, false);
  if (!compiled.ok) return compiled;
  const expression = compiled.value;
  return {
    ok: true,
    value: {
      reads: expression.reads,
      comparing: true,
      judge(evaluation) {
        const node: Node = { value: evaluation.object, pointer: '', key: undefined, container: undefined };
        const changes = changesOf(evaluation);
        // Set among the names of the decision, so that the message sees them as well.
        evaluation.bindings['changes'] = changes;
        const result = expression.evaluate(evaluation.object, bindingsAt(evaluation, node));
        if (!result.ok) return { violations: [], failures: [failureOf(result.error, node)] };
        return { violations: result.value === true ? [] : [violationOf(result.value, node)], failures: [] };
      },
    },
  };
}

function compilePaths({ only, never }: TransitionSpec, pointer: string): Result<CompiledJudge> {
  const field = only ? 'only' : 'never';
  const paths: Path[] = [];
  const problems: DocumentProblem[] = [];
  (only ?? never ?? []).forEach((text, index) => {
    const path = pathOf(text, `${pointer}/${field}/${index}`);
    if (path.ok) paths.push(path.value);
    else problems.push(...path.problems);
  });
  if (problems.length > 0) return { ok: false, problems };
  return {
    ok: true,
    value: {
      reads: [],
      comparing: true,
      judge(evaluation) {
        const { object, workloadKinds } = evaluation;
        const wrong = changesOf(evaluation).filter((change) => {
          const places = paths.map((path) => placeTo(path, change.pointer, object, workloadKinds));
          // Where a map or a list became something else, all that lay below it changed as well.
          return only
            ? !places.includes('within')
            : places.includes('within') || (isComposite(change) && places.includes('above'));
        });
        return { violations: wrong.map((change) => violation(change)), failures: [] };
      },
    },
  };
}

const isComposite = ({ before, after }: Delta) => isFilled(before) || isFilled(after);
const isFilled = (value: Json | undefined) =>
  typeof value === 'object' && value !== null && Object.keys(value).length > 0;

/** What changed. On DELETE all of the judged object goes, and pointers lead into it: nothing of it stands at `-`. */
function changesOf({ change, object, oldObject }: Evaluation): readonly Delta[] {
  if (change.operation !== 'DELETE') return deltaOf(oldObject, object);
  return deltaOf(undefined, object).map(({ pointer, after }) => ({
    pointer,
    ...(after !== undefined && { before: after }),
  }));
}

function violation(change: Delta): Violation {
  const node: Node = {
    value: change as unknown as Json,
    pointer: change.pointer,
    key: undefined,
    container: undefined,
  };
  return { pointer: change.pointer, node };
}
