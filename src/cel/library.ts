// All functions that a rule may call: CEL's own, its extensions and those of Kubernetes (k8s.io/apiserver pkg/cel/environment, as stored
// rules see it: a server knows rules of newer releases than it offers).
import { CONVERSIONS } from './functions-convert.ts';
import { KUBERNETES_FUNCTIONS } from './functions-kubernetes.ts';
import { LIST_FUNCTIONS } from './functions-list.ts';
import { NETWORK_FUNCTIONS } from './functions-network.ts';
import { OPERATORS } from './functions-operator.ts';
import { OPTIONAL_FUNCTIONS } from './functions-optional.ts';
import { PRINT_FUNCTIONS } from './functions-print.ts';
import { REGEX_FUNCTIONS } from './functions-regex.ts';
import { TEXT_FUNCTIONS } from './functions-text.ts';
import { TIME_FUNCTIONS } from './functions-time.ts';
import { libraryOf, type Overload } from './overload.ts';

/** Overloads by name. */
export const LIBRARY = libraryOf([
  ...OPERATORS,
  ...CONVERSIONS,
  ...TEXT_FUNCTIONS,
  ...REGEX_FUNCTIONS,
  ...PRINT_FUNCTIONS,
  ...TIME_FUNCTIONS,
  ...LIST_FUNCTIONS,
  ...OPTIONAL_FUNCTIONS,
  ...NETWORK_FUNCTIONS,
  ...KUBERNETES_FUNCTIONS,
]);

/** Names of operators: whichever overload was chosen, one function decides by the values. */
export const OPERATOR_NAMES: ReadonlySet<string> = new Set(libraryOf(OPERATORS).keys());

/** Conversions of a constant are computed when a rule is compiled: one that fails refuses the rule. */
export const CONVERSION_NAMES: ReadonlySet<string> = new Set([...libraryOf(CONVERSIONS).keys(), 'dyn', 'type']);

/** Overloads of one name. */
export function overloadsOf(name: string): readonly Overload[] | undefined {
  return LIBRARY.get(name);
}
