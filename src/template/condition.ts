// The condition of `$when`: one parameter alone, negated or compared, so that presence tells its value.
import { isJsonList, type Json } from '../kube/object.ts';
import { compileSchema } from '../policy/json-schema.ts';
import type { Condition, Scope, Slot } from './program.ts';
import { fromText, resolveName } from './scope.ts';

/** The condition, or what is wrong with its text. */
export type ParsedCondition =
  | { readonly ok: true; readonly condition: Condition }
  | { readonly ok: false; readonly message: string };

const SYNTAX = /^\s*(!?)\s*([A-Za-z_][\w-]*(?:\.[A-Za-z_][\w-]*)*)\s*(?:=\s*(?:"([^"]*)"|'([^']*)'|(\S.*?)))?\s*$/;

/** Reads `p`, `!p` or `p = value`. */
export function parseCondition(text: string, scope: Scope): ParsedCondition {
  const [, negated, name = '', double, single, bare] = SYNTAX.exec(text) ?? [];
  if (negated === undefined)
    return { ok: false, message: `\`${text}\` is no condition: write \`name\`, \`!name\` or \`name = value\`` };
  const resolved = resolveName(name, scope);
  if (!resolved.ok) return resolved;
  const { ref } = resolved;
  const { slot } = ref;
  const given = double ?? single ?? bare;
  if (given === undefined) {
    if (slot.types?.size !== 1 || !slot.types.has('boolean'))
      return { ok: false, message: `\`${name}\` is no boolean: write \`${name} = value\`` };
    const value = negated === '';
    return { ok: true, condition: { ref, text, value, other: !value } };
  }
  if (negated !== '') return { ok: false, message: `\`${text}\` is no condition: \`!\` goes with a boolean alone` };
  const value = bare === undefined ? given : fromText(slot, given);
  const compiled = compileSchema(slot.schema);
  if (compiled.ok && !compiled.validate(value))
    return { ok: false, message: `\`${name}\` can never be \`${given}\`, its schema does not take it` };
  return { ok: true, condition: { ref, text, value, other: otherOf(slot, value) } };
}

/** The only other value that the slot can have. */
function otherOf({ schema, types }: Slot, value: Json): Json | undefined {
  if (types?.size === 1 && types.has('boolean')) return value === false;
  const listed = schema['enum'];
  if (!isJsonList(listed) || listed.length !== 2) return undefined;
  return listed.find((one) => one !== value);
}
