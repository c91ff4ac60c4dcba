// Traps of the language that a text walks into, found on its syntax tree. A lint says what happens and what to write instead;
// it never stops an expression from compiling.
import { type Ast, visit } from './parse.ts';

/** One trap, at a position of the text as the parser counts. */
export interface Lint {
  readonly code: string;
  readonly message: string;
  readonly position: number;
}

/** Names after which a Kubernetes object holds a list: a path across one of them yields any number of items. */
const LISTS: ReadonlySet<string> = new Set([
  'accessModes',
  'add',
  'allowedHostPaths',
  'args',
  'command',
  'containers',
  'drop',
  'env',
  'envFrom',
  'ephemeralContainers',
  'externalIPs',
  'finalizers',
  'hostAliases',
  'hosts',
  'imagePullSecrets',
  'ingress',
  'egress',
  'initContainers',
  'items',
  'matchExpressions',
  'ownerReferences',
  'parentRefs',
  'paths',
  'ports',
  'rules',
  'subjects',
  'supplementalGroups',
  'sysctls',
  'tls',
  'tolerations',
  'topologySpreadConstraints',
  'values',
  'verbs',
  'volumeMounts',
  'volumes',
  'webhooks',
]);

/** All traps of an expression, in the order of its text. */
export function lint(tree: Ast): readonly Lint[] {
  const found: Lint[] = [];
  const add = (code: string, node: Ast, message: string) => found.push({ code, message, position: node.position ?? 0 });
  visit(tree, (node) => {
    if (node.type === 'path') lintPath(node, add);
    if (node.type === 'binary') lintBinary(node, add);
    if (node.type === 'function') lintCall(node, add);
    if (node.type === 'condition') lintTruth(node.condition as Ast, add);
    if (
      node.type === 'apply' &&
      (node.rhs as Ast).type === 'function' &&
      ((node.rhs as Ast).predicate || (node.rhs as Ast).group)
    )
      add(
        'ignored-filter',
        node.rhs as Ast,
        'what stands behind a call after `~>` is ignored; put the pipeline in parentheses and filter that',
      );
  });
  return found.sort((a, b) => a.position - b.position);
}

type Add = (code: string, node: Ast, message: string) => void;

/** How many lists a path crosses before a step. */
function crossed(steps: readonly Ast[], end: number): number {
  let lists = 0;
  for (let i = 0; i < end; i++) {
    const { type, value, stages } = steps[i] as Ast;
    const picked = stages?.some(({ expr }) => expr?.type === 'number') === true;
    if (!picked && (type === 'wildcard' || type === 'descendant' || (type === 'name' && LISTS.has(value as string))))
      lists++;
  }
  return lists;
}

const isCallOf = (node: Ast | undefined, name: string): boolean =>
  node?.type === 'function' && node.procedure?.type === 'variable' && node.procedure.value === name;

/** True where a predicate may be true of nothing: `$not(…)`, also within `and` and `or`. */
function isNegated(node: Ast): boolean {
  if (isCallOf(node, 'not')) return true;
  if (node.type === 'block' && node.expressions?.length === 1) return isNegated(node.expressions[0] as Ast);
  if (node.type === 'binary' && (node.value === 'and' || node.value === 'or')) {
    const [left, right] = [isNegated(node.lhs as Ast), isNegated(node.rhs as Ast)];
    return node.value === 'and' ? left && right : left || right;
  }
  return false;
}

function lintPath({ steps = [] }: Ast, add: Add): void {
  for (const [at, step] of steps.entries()) {
    if (!step.stages) continue;
    const before = crossed(steps, at);
    for (const stage of step.stages) {
      if (stage.type !== 'filter') continue;
      if (before > 0 && isNegated(stage.expr))
        add(
          'phantom-items',
          stage.expr,
          `the predicate after \`${String(step.value ?? '')}\` is asked once about nothing where the step yields nothing, and its negation is then true; use \`$filter(path, function($x) {…})\``,
        );
      if (before > 0 && stage.expr.type === 'number' && at === steps.length - 1)
        add(
          'index-of-each',
          stage.expr,
          `\`[${String(stage.expr.value)}]\` picks from each \`${String(step.value ?? '')}\`, not from all together; write \`(path)[${String(stage.expr.value)}]\``,
        );
    }
  }
}

const isPath = (node: Ast): boolean =>
  node.type === 'path' ||
  (node.type === 'block' && node.expressions?.length === 1 && isPath(node.expressions[0] as Ast));

function lintBinary(node: Ast, add: Add): void {
  const [left, right] = [node.lhs as Ast, node.rhs as Ast];
  if (node.value === 'and' || node.value === 'or') for (const side of [left, right]) lintTruth(side, add);
  if (node.value === '!=' && (isPath(left) || isPath(right)))
    add('unequal-path', node, '`!=` is false where the value is missing; write `$not(a = b)`');
  if (node.value === 'in' && right.type === 'string')
    add('in-text', node, '`in` looks for an item of a list, not for a part of a text; use `$contains`');
  for (const [side, other] of [
    [left, right],
    [right, left],
  ] as const) {
    if (
      node.value === '=' &&
      side.type === 'unary' &&
      side.value === '[' &&
      isPath(other) &&
      (side.expressions?.length ?? 0) <= 1
    )
      add('single-item', node, 'a result of one item is no list; compare with `[path]` or use `$count`');
  }
}

function lintCall(node: Ast, add: Add): void {
  const [first] = node.arguments ?? [];
  if (isCallOf(node, 'length') && first?.type === 'path' && crossed(first.steps ?? [], first.steps?.length ?? 0) > 0)
    add('length-of-list', node, '`$length` is the length of a text; use `$count` for a list');
  if ((isCallOf(node, 'boolean') || isCallOf(node, 'not')) && first) lintTruth(first, add);
}

/** Labels and annotations hold text: `'false'` among them is true. */
function lintTruth(node: Ast, add: Add): void {
  const steps = node.type === 'path' ? (node.steps ?? []) : [];
  const values = steps.findIndex(
    ({ type, value }) => type === 'name' && (value === 'labels' || value === 'annotations'),
  );
  if (values >= 0 && values < steps.length - 1)
    add(
      'text-as-truth',
      steps.at(-1) as Ast,
      "any text but the empty one is true, `false` too; write `= 'true'`, or `$exists` for its presence",
    );
}
