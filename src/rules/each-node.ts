// Goes through the nodes of a path for rules that judge them one by one, and stops at the deadline. How a node is judged is the rule's.
import type { Evaluation, Failure, Node, RuleOutcome, Violation } from '../policy/rule-type.ts';
import { nodesAt, type Path } from './path.ts';

/** The failure of a rule that the deadline cut short: an object may hold any number of nodes. */
const LATE: Failure = { code: 'deadline', message: 'the deadline passed before all nodes were judged' };

/** Calls `judge` on each node that the path leads to; it adds what it finds. Each node has its budget, all of them the deadline. */
export function judgeNodes(
  path: Path,
  evaluation: Evaluation,
  judge: (node: Node, violations: Violation[], failures: Failure[]) => void,
): RuleOutcome {
  const { nodes, failures: unresolved } = nodesAt(path, evaluation);
  const violations: Violation[] = [];
  const failures: Failure[] = [...unresolved];
  for (const node of nodes) {
    if (evaluation.expired?.()) {
      failures.push(LATE);
      break;
    }
    judge(node, violations, failures);
  }
  return { violations, failures };
}
