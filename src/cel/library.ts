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
import { type Library, libraryOf, type Overload } from './overload.ts';

let library: Library | undefined;

/** Overloads of one name. Signatures are read when the first rule is compiled. */
export function overloadsOf(name: string): readonly Overload[] | undefined {
  library ??= libraryOf([
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
  return library.get(name);
}

const OPERATOR_NAMES = new Set('?: ! == != + - * / % -x < <= > >= [] [?] in size type dyn'.split(' '));
const CONVERSION_NAMES = new Set('bool bytes double duration dyn int string timestamp type uint'.split(' '));

/** True for an operator: whichever overload was chosen, one function decides by the values. */
export function isOperator(name: string): boolean {
  return OPERATOR_NAMES.has(name);
}

/** True for a conversion: one of a constant is computed when a rule is compiled, and refuses the rule where it fails. */
export function isConversion(name: string): boolean {
  return CONVERSION_NAMES.has(name);
}
