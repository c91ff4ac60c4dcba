// Names in an expression and their types: variables, those that macros bind, and types (cel-go checker/env.go, common/stdlib).
import { type CelType, generic, parameter, TYPES } from './cel-type.ts';

/** Variables in scope, the innermost first. */
export interface Scope {
  readonly name: string;
  readonly type: CelType;
  /** Bound by a macro. */
  readonly local: boolean;
  readonly outer: Scope | undefined;
}

/** A scope of these variables. */
export function scopeOf(variables: Readonly<Record<string, CelType>>): Scope | undefined {
  let scope: Scope | undefined;
  for (const [name, type] of Object.entries(variables)) scope = { name, type, local: false, outer: scope };
  return scope;
}

/** A variable that a macro binds, in front of others. */
export function bindLocal(name: string, type: CelType, outer: Scope | undefined): Scope {
  return { name, type, local: true, outer };
}

/** The variable that a name means. */
export function variableOf(name: string, scope: Scope | undefined): Scope | undefined {
  let one = scope;
  while (one && one.name !== name) one = one.outer;
  return one;
}

const NAMED: ReadonlyMap<string, CelType> = new Map<string, CelType>([
  ['bool', TYPES.bool],
  ['int', TYPES.int],
  ['uint', TYPES.uint],
  ['double', TYPES.double],
  ['string', TYPES.string],
  ['bytes', TYPES.bytes],
  ['list', generic('list', parameter('A'))],
  ['map', generic('map', parameter('A'), parameter('B'))],
  ['null_type', TYPES.null],
  ['type', TYPES.type],
  ['optional_type', generic('optional', TYPES.dyn)],
  ['google.protobuf.Timestamp', TYPES.timestamp],
  ['google.protobuf.Duration', TYPES.duration],
  ['net.IP', TYPES.ip],
  ['net.CIDR', TYPES.cidr],
]);

/** The type that a name means in an expression. */
export function typeNamed(name: string): CelType | undefined {
  return NAMED.get(name);
}
