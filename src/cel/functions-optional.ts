// Values that may be missing (cel-go cel/library, OptionalTypes). `or` and `orValue` are here for their types; they evaluate their second
// operand only where it is needed, which is the builder's part.
import { mapSize } from './elements.ts';
import { Fault, noOverload } from './fault.ts';
import type { Definition } from './overload.ts';
import { type CelValue, kindOf, type List, NONE, type Optional, some, type Uint } from './value.ts';

/** Zero, empty, false or null. Lists and objects of the API are never taken for empty. */
function isZero(value: CelValue): boolean {
  switch (kindOf(value)) {
    case 'null':
      return true;
    case 'bool':
      return value === false;
    case 'int':
    case 'double':
      return Number(value) === 0;
    case 'string':
      return value === '';
    case 'bytes':
      return (value as Uint8Array).length === 0;
    case 'uint':
      return (value as Uint).value === 0n;
    case 'duration':
      return (value as { nanos: bigint }).nanos === 0n;
    case 'timestamp':
      // Go's zero time is the first day of the year 1
      return (value as { nanos: bigint }).nanos === -62_135_596_800_000_000_000n;
    case 'list':
      return (
        ((value as List).shape === undefined || (value as List).shape?.kind === 'raw') &&
        (value as List).items.length === 0
      );
    case 'entries':
      return mapSize(value as never) === 0;
    default:
      return false;
  }
}

/** The value of an optional that has one. */
export function valueIn(optional: Optional): CelValue {
  if (optional.value === undefined) throw new Fault('the optional has no value');
  return optional.value;
}

/** Functions on optionals. */
export const OPTIONAL_FUNCTIONS: readonly Definition[] = [
  ['optional.of(V): optional(V)', some],
  ['optional.ofNonZeroValue(V): optional(V)', (value: CelValue) => (isZero(value) ? NONE : some(value))],
  ['optional.none(): optional(V)', () => NONE],
  ['(optional(V)).value(): V', valueIn],
  ['(optional(V)).hasValue(): bool', ({ value }: Optional) => value !== undefined],
  ['(optional(V)).or(optional(V)): optional(V)', () => noOverload('or')],
  ['(optional(V)).orValue(V): V', () => noOverload('orValue')],
];
