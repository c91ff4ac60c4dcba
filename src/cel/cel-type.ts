// Types as the checker knows them: what may be assigned to what, with type parameters bound on the way (cel-go checker/types.go).

/** Fields of an object of the API by identifier; a shape (shape.ts) is one. */
export interface Fields {
  readonly fields?: ReadonlyMap<string, { readonly type: CelType | undefined }>;
}

/** A type. Parameters hold the types of items, keys and values, of what an optional holds, or of what a type value names. */
export interface CelType {
  readonly kind:
    | 'bool'
    | 'int'
    | 'uint'
    | 'double'
    | 'string'
    | 'bytes'
    | 'duration'
    | 'timestamp'
    | 'null'
    | 'dyn'
    | 'error'
    | 'type'
    | 'list'
    | 'map'
    | 'optional'
    | 'struct'
    | 'opaque'
    | 'param';
  /** Tells structs, opaque types and type parameters apart. */
  readonly name: string;
  readonly params: readonly CelType[];
  /** Fields of an object of the API. */
  readonly shape?: Fields;
}

const plain = (kind: CelType['kind'], name: string = kind): CelType => ({ kind, name, params: [] });

/** Types without parameters, by the names that signatures use. */
export const TYPES = {
  bool: plain('bool'),
  int: plain('int'),
  uint: plain('uint'),
  double: plain('double'),
  string: plain('string'),
  bytes: plain('bytes'),
  duration: plain('duration'),
  timestamp: plain('timestamp'),
  null: plain('null'),
  dyn: plain('dyn'),
  error: plain('error'),
  type: plain('type'),
  quantity: plain('struct', 'kubernetes.Quantity'),
  url: plain('struct', 'kubernetes.URL'),
  semver: plain('struct', 'kubernetes.Semver'),
  format: plain('struct', 'kubernetes.NamedFormat'),
  ip: plain('opaque', 'net.IP'),
  cidr: plain('opaque', 'net.CIDR'),
} as const;

/** A list, a map, an optional or a type value. */
export function generic(kind: 'list' | 'map' | 'optional' | 'type', ...params: readonly CelType[]): CelType {
  return { kind, name: kind, params };
}

/** A type parameter. */
export function parameter(name: string): CelType {
  return plain('param', name);
}

/** An object of the API. */
export function struct(name: string, shape: Fields): CelType {
  return { kind: 'struct', name, params: [], shape };
}

/** What type parameters stand for. */
export type Bindings = Map<string, CelType>;

/** True for types that are the same, parameters included. */
export function isExact(left: CelType, right: CelType): boolean {
  if (left === right) return true;
  return (
    left.kind === right.kind &&
    left.name === right.name &&
    left.params.length === right.params.length &&
    left.params.every((param, index) => isExact(param, right.params[index] as CelType))
  );
}

const isOpen = (type: CelType): boolean => type.kind === 'dyn' || type.kind === 'error';

/** The type with its parameters replaced; those that stand for nothing become `dyn` where `close` says so. */
export function resolved(bindings: Bindings, type: CelType, close = false): CelType {
  if (type.kind === 'param') {
    const bound = bindings.get(type.name);
    if (bound) return resolved(bindings, bound, close);
    return close ? TYPES.dyn : type;
  }
  if (type.params.length === 0) return type;
  return { ...type, params: type.params.map((param) => resolved(bindings, param, close)) };
}

/** Whether `right` may stand where `left` is wanted; binds parameters only where it may. */
export function assign(bindings: Bindings, left: CelType, right: CelType): boolean {
  return assignAll(bindings, [left], [right]);
}

/** The same for several at once: all or nothing. */
export function assignAll(bindings: Bindings, left: readonly CelType[], right: readonly CelType[]): boolean {
  const trail: Trail = { bindings, changes: [] };
  if (matches(trail, left, right)) return true;
  for (const [name, type] of trail.changes.reverse()) {
    if (type) bindings.set(name, type);
    else bindings.delete(name);
  }
  return false;
}

/** Bindings, and what they were before each change. */
interface Trail {
  readonly bindings: Bindings;
  readonly changes: (readonly [name: string, before: CelType | undefined])[];
}

function bind({ bindings, changes }: Trail, name: string, type: CelType): void {
  changes.push([name, bindings.get(name)]);
  bindings.set(name, type);
}

function matches(trail: Trail, left: readonly CelType[], right: readonly CelType[]): boolean {
  return left.length === right.length && left.every((type, index) => fits(trail, type, right[index] as CelType));
}

function fits(trail: Trail, left: CelType, right: CelType): boolean {
  if (right.kind === 'param') {
    const [valid, bound] = substitute(trail, left, right);
    if (valid) return true;
    if (bound) return false;
  }
  if (left.kind === 'param') return substitute(trail, right, left)[0];
  if (isOpen(left) || isOpen(right)) return true;
  if (left.kind === 'null') return isNullable(right);
  if (right.kind === 'null') return isNullable(left);
  if (left.kind === 'type') return right.kind === 'type';
  if (left.kind !== right.kind || left.name !== right.name) return false;
  return matches(trail, left.params, right.params);
}

/** Null goes for messages and opaque values, never for scalars, lists and maps. */
function isNullable(type: CelType): boolean {
  return ['null', 'struct', 'opaque', 'optional', 'duration', 'timestamp'].includes(type.kind);
}

/** Binds a parameter to a type, or to the more general of the two that it has to stand for. */
function substitute(trail: Trail, type: CelType, param: CelType): readonly [valid: boolean, bound: boolean] {
  const { bindings } = trail;
  if (isExact(type, param)) return [true, true];
  const bound = bindings.get(param.name);
  if (bound) {
    if (isExact(type, bound)) return [true, true];
    if (!fits(trail, type, bound)) return [false, true];
    const general = mostGeneral(type, bound);
    if (!refersTo(bindings, param, general)) bind(trail, param.name, general);
    return [true, true];
  }
  if (refersTo(bindings, param, type)) return [false, false];
  bind(trail, param.name, type);
  return [true, false];
}

function refersTo(bindings: Bindings, param: CelType, type: CelType): boolean {
  if (isExact(param, type)) return true;
  if (type.kind === 'param') {
    const bound = bindings.get(type.name);
    return bound !== undefined && refersTo(bindings, param, bound);
  }
  return type.params.some((one) => refersTo(bindings, param, one));
}

/** The more general of two types that fit each other. */
export function mostGeneral(left: CelType, right: CelType): CelType {
  return isLessSpecific(left, right) ? left : right;
}

function isLessSpecific(left: CelType, right: CelType): boolean {
  if (left.kind === 'dyn' || left.kind === 'param') return true;
  if (right.kind === 'dyn' || right.kind === 'param') return false;
  if (left.kind !== right.kind) return false;
  if (left.kind === 'type') return true;
  if (left.name !== right.name || left.params.length !== right.params.length) return false;
  return left.params.every((param, index) => isLessSpecific(param, right.params[index] as CelType));
}

/** The type as it is written in a message. */
export function typeText(type: CelType): string {
  if (type.kind === 'param') return 'any type';
  if (type.shape) return 'object';
  return type.params.length > 0 ? `${type.name}(${type.params.map(typeText).join(', ')})` : type.name;
}
