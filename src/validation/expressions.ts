// CEL expressions in objects of the API itself: of admission policies, webhooks and device selectors. An expression must be readable
// and use only what is declared at its place; rules of custom resources are for the openapi room. Source: k8s.io/apiserver
// pkg/admission/plugin/cel/compile.go, k8s.io/dynamic-resource-allocation/cel/compile.go.
import { type CelType, TYPES } from '../cel/cel-type.ts';
import { check } from '../cel/check.ts';
import { Mistake } from '../cel/mistake.ts';
import { Unreadable } from '../cel/optional-mark.ts';
import { parse } from '../cel/parse.ts';
import { quoted } from '../kube/quoted.ts';
import { type FieldErrors, report } from './subject.ts';

/** What an expression may use, and what it may give; without results any value is fine. */
export interface ExpressionPlace {
  /** Names that are declared; the types of most of them only the server knows. */
  readonly variables: readonly string[];
  readonly results?: readonly CelType['kind'][];
}

/** Variables whose types are unknown to the server as well: what comes of them has no type. */
const UNTYPED: ReadonlySet<string> = new Set(['object', 'oldObject', 'params']);
/** Functions that are declared nowhere but at these places; what uses them is only read. */
const SPECIAL = /\bauthorizer\b|\bcel\s*\./;

/** Checks an expression: "expression `1 +` cannot be read: …". */
export function checkExpression(
  out: FieldErrors,
  pointer: string,
  label: string,
  text: string,
  place: ExpressionPlace,
): void {
  const fault = expressionFault(text, place);
  if (fault !== undefined) report(out, 'invalid', pointer, `${label} ${quoted(text)} ${fault}`);
}

function expressionFault(text: string, { variables, results }: ExpressionPlace): string | undefined {
  try {
    const tree = parse(text);
    if (SPECIAL.test(text)) return undefined;
    const checked = check(tree, Object.fromEntries(variables.map((name) => [name, TYPES.dyn])));
    const { kind } = checked.type;
    if (!results || results.includes(kind)) return undefined;
    if (kind === 'dyn' && [...checked.variables].some((name) => !UNTYPED.has(name))) return undefined;
    return `must be a ${results.join(' or ')}${kind === 'dyn' ? '; compare it, or convert it' : ''}`;
  } catch (error) {
    if (error instanceof Unreadable) return `cannot be read: ${error.message}`;
    if (error instanceof Mistake) return `does not compile: ${error.message}`;
    if (error instanceof RangeError) return 'nests too deep';
    throw error;
  }
}
