// The rule type `assert`: JSONata on each node; anything but exactly true is a finding.
import type { Evaluation, Failure, Node, RuleType, Violation } from '../policy/rule-type.ts';
import { atOf } from './at.ts';
import { judgeNodes } from './each-node.ts';

/** Judges each node by an expression. A result that is no boolean is a finding that says what it was. */
export const assertRule: RuleType = {
  type: 'assert',
  compile(rule, pointer, expressions) {
    const at = atOf(rule, pointer);
    if (!at.ok) return at;
    const compiled = expressions(rule.assert ?? '', `${pointer}/assert`, false);
    if (!compiled.ok) return compiled;
    const path = at.value;
    const expression = compiled.value;
    return {
      ok: true,
      value: {
        get reads() {
          return expression.reads;
        },
        comparing: false,
        judge(evaluation) {
          return judgeNodes(path, evaluation, (node, violations, failures) => {
            const result = expression.evaluate(node.value, bindingsAt(evaluation, node));
            if (!result.ok) failures.push(failureOf(result.error, node));
            else if (result.value !== true) violations.push(violationOf(result.value, node));
          });
        },
      },
    };
  },
};

/** Sets the names that change from node to node. */
export function bindingsAt({ bindings }: Evaluation, node: Node): Readonly<Record<string, unknown>> {
  bindings['container'] = node.container;
  bindings['key'] = node.key;
  return bindings;
}

/** An expression's error as a failure, with the node it met it on. */
export function failureOf(
  error: { readonly code: string; readonly message: string; readonly position: number },
  node: Node,
): Failure {
  const where = node.pointer === '' ? '' : ` on \`${node.pointer}\``;
  return {
    code: error.code,
    message: `${error.message} (at character ${error.position + 1} of the expression${where})`,
  };
}

/** What an assertion yielded in place of true. */
export function violationOf(value: unknown, node: Node): Violation {
  if (value === false) return { pointer: node.pointer, node };
  const shown = value === undefined ? 'nothing' : (JSON.stringify(value) ?? 'a function').slice(0, 60);
  return { pointer: node.pointer, node, detail: `the assertion gave ${shown}, neither true nor false` };
}
