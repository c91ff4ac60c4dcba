// A Policy document compiled: its match, conditions and rules, ready to judge. Rule types and expressions come in as parameters.
import { isProven, type Proof } from '../change/actor.ts';
import { isJsonObject, type JsonObject } from '../kube/object.ts';
import { type CompiledMatch, compileMatch, DEFAULT_OPERATIONS } from './match.ts';
import { compileMessage, type MessageTemplate } from './message.ts';
import { compileParameters, type ParameterCheck } from './parameters.ts';
import type { PolicySpec, RuleSpec } from './policy.ts';
import type {
  CompiledJudge,
  DocumentProblem,
  Expression,
  ExpressionCompiler,
  Result,
  RuleType,
  VariableRead,
} from './rule-type.ts';

/** A compiled rule: its judge and its message. */
export interface CompiledRule {
  readonly spec: RuleSpec;
  readonly judge: CompiledJudge;
  readonly message: MessageTemplate;
}

/** A compiled policy. */
export interface CompiledPolicy {
  readonly name: string;
  readonly spec: PolicySpec;
  readonly match: CompiledMatch;
  readonly conditions: readonly { readonly name: string; readonly expression: Expression }[];
  readonly rules: readonly CompiledRule[];
  /** Checks and completes the values that a binding supplies. */
  readonly parameters: ParameterCheck;
  /** What the conditions read: decides which facts must be known before anything is judged. */
  readonly conditionReads: readonly VariableRead[];
  /** The least proof that the policy takes of an actor. */
  readonly actorProof: Proof;
  /** Whether rules that compare old and new are judged on CREATE and DELETE as well. */
  readonly comparesAlways: boolean;
}

/** Whether a proof suffices for the policy. */
export function trusts({ actorProof }: CompiledPolicy, proof: Proof | undefined): boolean {
  return proof !== undefined && isProven(proof, actorProof);
}

/** Names that only this package gives to policies. */
export const RESERVED_NAMES: ReadonlySet<string> = new Set([
  'kubernetes-schema',
  'api-versions',
  'current-api-versions',
  'yaml-reading',
  'exemption-hygiene',
]);

const TYPES = ['schema', 'assert', 'template', 'transition', 'observed'] as const;

/** Compiles a policy whose document has passed its schema; all problems are gathered, each at its pointer. What is known to compile may be `deferred`. */
export function compilePolicy(
  name: string,
  spec: PolicySpec,
  ruleTypes: readonly RuleType[],
  expressions: ExpressionCompiler,
  { deferred = false } = {},
): Result<CompiledPolicy> {
  const problems: DocumentProblem[] = [];
  const keep = <T>(result: Result<T>): T | undefined => {
    if (result.ok) return result.value;
    problems.push(...result.problems);
    return undefined;
  };
  const conditions = (spec.conditions ?? []).flatMap((condition, index) => {
    const expression = keep(expressions(condition.expression, `/spec/conditions/${index}/expression`, true));
    return expression ? [{ name: condition.name, expression }] : [];
  });
  const parameters = keep(compileParameters(spec.parameters, { deferred }));
  const seen = new Set<string>();
  const rules = spec.rules.flatMap((rule, index) => {
    const pointer = `/spec/rules/${index}`;
    if (seen.has(rule.id))
      problems.push({
        code: 'duplicate-rule',
        message: `the rule id \`${rule.id}\` is used twice, give each rule its own`,
        pointer: `${pointer}/id`,
      });
    seen.add(rule.id);
    const judge = keep(compileJudge(rule, RESERVED_NAMES.has(name), pointer, ruleTypes, expressions));
    const message = keep(compileMessage(rule.message, `${pointer}/message`, expressions));
    return judge && message ? [{ spec: rule, judge, message }] : [];
  });
  if (problems.length > 0 || !parameters) return { ok: false, problems };
  const operations = spec.match.operations;
  let conditionReads: readonly VariableRead[] | undefined;
  return {
    ok: true,
    value: {
      name,
      spec,
      match: compileMatch(spec.match, DEFAULT_OPERATIONS),
      conditions,
      rules,
      parameters,
      get conditionReads() {
        conditionReads ??= conditions.flatMap(({ expression }) => expression.reads);
        return conditionReads;
      },
      actorProof: spec.actorProof ?? 'apiserver',
      comparesAlways: operations !== undefined,
    },
  };
}

function compileJudge(
  rule: RuleSpec,
  isReserved: boolean,
  pointer: string,
  ruleTypes: readonly RuleType[],
  expressions: ExpressionCompiler,
): Result<CompiledJudge> {
  const named = TYPES.filter((type) => rule[type] !== undefined);
  const type = ruleTypes.find((one) => one.type === named[0]);
  if (named.length !== 1 || !type || (type.type === 'observed' && !isReserved)) {
    const found = named.length === 0 ? 'none' : named.map((one) => `\`${one}\``).join(' and ');
    const message = `the rule \`${rule.id}\` must have exactly one of \`schema\`, \`assert\`, \`template\`, \`transition\`, and has ${found}`;
    return { ok: false, problems: [{ code: 'rule-type', message, pointer }] };
  }
  return type.compile(rule, pointer, expressions);
}

/** The object of defaults that a parameter schema states, for pages and skeletons. */
export function defaultsOf(parameters: JsonObject | undefined): JsonObject {
  const properties = parameters?.['properties'];
  if (!isJsonObject(properties)) return {};
  return Object.fromEntries(
    Object.entries(properties).flatMap(([name, one]) =>
      isJsonObject(one) && one['default'] !== undefined ? [[name, one['default']]] : [],
    ),
  );
}
