// Reading fields and entries in a program: `a.b`, `a.?b`, `a[b]`, `a[?b]`, `has(a.b)`, and through optionals (cel-go
// interpreter/attributes.go).
import { index, lookUp, optionalIndex, untyped } from './access.ts';
import { memberOf } from './elements.ts';
import { Fault, shown } from './fault.ts';
import type { Code } from './frame.ts';
import { unescapeName } from './identifier.ts';
import type { Node, Select } from './tree.ts';
import { type CelValue, isMap, kindOf, type Members, NONE, type Optional, some, typeNameOf } from './value.ts';

/** Reads a field of what `operand` gives. */
export function selectCode(node: Select, operand: Code): Code {
  const { field } = node;
  const read = reader(node);
  const through = throughOptional(node.operand, read);
  if (node.test) {
    return (frame) => {
      const value = operand(frame);
      return kindOf(value) === 'optional' ? through(value as Optional).value !== undefined : read(value) !== undefined;
    };
  }
  if (node.optional) {
    return (frame) => {
      const value = operand(frame);
      return kindOf(value) === 'optional' ? through(value as Optional) : optionally(read(value));
    };
  }
  return (frame) => {
    const value = operand(frame);
    if (kindOf(value) === 'optional') return through(value as Optional);
    const found = read(value);
    if (found === undefined) throw new Fault(`there is no field \`${shown(field)}\``);
    return found;
  };
}

/** Reads an entry of what `operand` gives. */
export function indexCode(container: Node, operand: Code, key: Code, optional: boolean): Code {
  const chained = isChain(container);
  return (frame) => {
    const value = operand(frame);
    const at = key(frame);
    if (kindOf(value) !== 'optional') return optional ? optionalIndex(value, at) : index(value, at);
    const { value: held } = value as Optional;
    return held === undefined ? NONE : optionalIndex(chained ? held : untyped(held), at);
  };
}

type Reader = (value: CelValue) => CelValue | undefined;

function reader(node: Select): Reader {
  const { field } = node;
  const own = unescapeName(field);
  return (value) => {
    if (kindOf(value) !== 'members') return isMap(value) ? lookUp(value, field) : withoutFields(value, node);
    const object = value as Members;
    const name = object.shape.kind === 'object' ? own : field;
    return name === undefined ? undefined : memberOf(object, name);
  };
}

function withoutFields(value: CelValue, node: Select): undefined {
  if (kindOf(value) === 'list') throw new Fault('an index of a list is an integer');
  if (node.test || node.optional) return undefined;
  throw new Fault(`a value of type ${typeNameOf(value)} has no field \`${shown(node.field)}\``);
}

const optionally = (value: CelValue | undefined): Optional => (value === undefined ? NONE : some(value));

/**
 * Reading on from an optional gives an optional. In one chain of fields the server keeps the types of the schema; an optional
 * that is a value of its own (`oldSelf`, a call) gives up its JSON without them.
 */
function throughOptional(operand: Node, read: Reader): (optional: Optional) => Optional {
  const chained = isChain(operand);
  return ({ value }) => (value === undefined ? NONE : optionally(read(chained ? value : untyped(value))));
}

/** True for fields and indexes that are read one after the other. */
function isChain(node: Node): boolean {
  return node.op === 'select' || (node.op === 'call' && (node.name === '[]' || node.name === '[?]'));
}
