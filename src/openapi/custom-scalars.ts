// What the schema of a custom kind says of a value without looking into it: its type, bounds, length, pattern, format and enum.
// Source: the validators of k8s.io/kube-openapi pkg/validation/validate, whose quirks decide what a cluster takes.
import { RE2JS } from 're2js';
import { isJsonList, isJsonObject, type Json } from '../kube/object.ts';
import { quoted } from '../kube/quoted.ts';
import { formatCheck } from './custom-formats.ts';
import { type Fault, faultOf, listed, named } from './fault.ts';
import { sameJson } from './same-json.ts';
import type { ApiSchema } from './schema.ts';

/** Finds what is wrong with a value by itself. */
export type ScalarCheck = (value: Json) => Fault | undefined;

/** What a type is called in messages. */
const TAKES: Readonly<Record<string, string>> = {
  object: 'an object',
  array: 'a list',
  string: 'a text',
  integer: 'a whole number',
  number: 'a number',
  boolean: 'true or false',
};

/** The checks that a schema asks for; null meets those of type and enum only. */
export function scalarChecks(schema: ApiSchema, minor: number): readonly ScalarCheck[] {
  const format = schema.format === undefined ? undefined : formatCheck(schema.format, minor);
  const checks: (ScalarCheck | undefined)[] = [
    typeCheck(schema, format !== undefined),
    schema.enum && enumCheck(schema.enum),
    textCheck(schema),
    format && formatFault(schema.format ?? '', format),
    boundsCheck(schema),
    multipleCheck(schema.multipleOf),
    sizeCheck(schema),
  ];
  return checks.filter((check) => check !== undefined);
}

const INT64 = 2 ** 63;

function typeOf(value: Json): string {
  if (isJsonList(value)) return 'array';
  if (isJsonObject(value)) return 'object';
  if (typeof value === 'number') return Number.isInteger(value) && Math.abs(value) <= INT64 ? 'integer' : 'number';
  return typeof value;
}

function typeCheck(schema: ApiSchema, formatted: boolean): ScalarCheck | undefined {
  const types = schema['x-kubernetes-int-or-string'] ? ['integer', 'string'] : schema.type ? [schema.type] : [];
  if (types.length === 0 && !formatted) return undefined;
  const takes = types.length === 0 ? 'a text' : types.map((type) => TAKES[type]).join(' or ');
  const numeric = types.includes('number') || types.includes('integer');
  return (value) => {
    if (value === null) {
      return types.length === 0 || schema.nullable ? undefined : wrong(takes, value);
    }
    const type = typeOf(value);
    // A format lets texts and lists pass, whatever the type; texts are checked against the format then.
    if (formatted && !numeric && (type === 'string' || type === 'array')) return undefined;
    if (types.includes(type) || (type === 'integer' && types.includes('number'))) return undefined;
    return wrong(takes, value);
  };
}

function wrong(takes: string, value: Json): Fault {
  return faultOf('type-invalid', ({ field }) => `\`${field}\` takes ${takes}, not ${named(value)}`);
}

/** Null is none of the values even where it is listed; a fraction counts as the whole number that it begins with. */
function enumCheck(values: readonly Json[]): ScalarCheck {
  const texts = values.map((value) => (typeof value === 'string' ? value : JSON.stringify(value)));
  return (value) => {
    const whole = typeof value === 'number' ? Math.trunc(value) : undefined;
    const fits = (one: Json) => one !== null && (sameJson(one, value) || (whole !== undefined && one === whole));
    if (value !== null && values.some(fits)) return undefined;
    return faultOf('not-supported', ({ field }) => `\`${field}\` is ${named(value)}, and takes ${listed(texts)}`);
  };
}

function textCheck({ maxLength, minLength, pattern }: ApiSchema): ScalarCheck | undefined {
  if (maxLength === undefined && minLength === undefined && pattern === undefined) return undefined;
  const compiled = pattern === undefined ? undefined : compilePattern(pattern);
  return (value) => {
    if (typeof value !== 'string') return undefined;
    if (maxLength !== undefined && value.length > maxLength && characters(value) > maxLength) {
      return faultOf(
        'too-long',
        ({ field }) => `\`${field}\` has ${characters(value)} characters, and takes at most ${maxLength}`,
      );
    }
    if (minLength !== undefined && characters(value) < minLength) {
      return faultOf(
        'invalid',
        ({ field }) => `\`${field}\` has ${characters(value)} characters, and takes at least ${minLength}`,
      );
    }
    if (compiled === undefined || compiled.test(value)) return undefined;
    return faultOf(
      'invalid',
      ({ field }) => `\`${field}\` is ${named(value)}, which does not match ${quoted(pattern ?? '')}`,
    );
  };
}

/** Code points: the server counts runes. */
function characters(text: string): number {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
}

/** A pattern on RE2, unanchored; undefined for what is none, which the definition's check reports. */
export function compilePattern(pattern: string): { test(text: string): boolean } | undefined {
  try {
    return RE2JS.compile(pattern);
  } catch {
    return undefined;
  }
}

function formatFault(format: string, check: (text: string) => boolean): ScalarCheck {
  return (value) =>
    typeof value !== 'string' || check(value)
      ? undefined
      : faultOf(
          'type-invalid',
          ({ field }) => `\`${field}\` is ${named(value)}, and takes the format ${quoted(format)}`,
        );
}

/** Bounds of whole numbers are cut to whole numbers, as Go converts them. */
function boundsCheck({ minimum, maximum, exclusiveMinimum, exclusiveMaximum }: ApiSchema): ScalarCheck | undefined {
  if (minimum === undefined && maximum === undefined) return undefined;
  return (value) => {
    if (typeof value !== 'number') return undefined;
    const cut = (limit: number) => (Number.isInteger(value) ? Math.trunc(limit) : limit);
    if (maximum !== undefined && (exclusiveMaximum ? value >= cut(maximum) : value > cut(maximum))) {
      const most = exclusiveMaximum ? 'less than' : 'at most';
      return faultOf('invalid', ({ field }) => `\`${field}\` is ${value}, and must be ${most} ${maximum}`);
    }
    if (minimum !== undefined && (exclusiveMinimum ? value <= cut(minimum) : value < cut(minimum))) {
      const least = exclusiveMinimum ? 'greater than' : 'at least';
      return faultOf('invalid', ({ field }) => `\`${field}\` is ${value}, and must be ${least} ${minimum}`);
    }
    return undefined;
  };
}

/** Relative error below which a quotient counts as whole (github.com/go-openapi/swag). */
const EPSILON = 1e-9;

function multipleCheck(factor: number | undefined): ScalarCheck | undefined {
  if (factor === undefined) return undefined;
  return (value) => {
    if (typeof value !== 'number' || isMultiple(value, factor)) return undefined;
    return faultOf('invalid', ({ field }) => `\`${field}\` is ${value}, and must be a multiple of ${factor}`);
  };
}

function isMultiple(value: number, factor: number): boolean {
  if (Number.isInteger(value)) return Math.trunc(factor) > 0 && value % Math.trunc(factor) === 0;
  if (factor <= 0) return false;
  const quotient = factor < 1 ? (1 / factor) * value : value / factor;
  if (Math.abs(quotient) > Number.MAX_SAFE_INTEGER) return false;
  const whole = Math.trunc(quotient);
  return quotient === whole || (whole !== 0 && Math.abs(quotient - whole) / Math.abs(quotient + whole) < EPSILON);
}

function sizeCheck(schema: ApiSchema): ScalarCheck | undefined {
  const { minItems = 0, maxItems = Infinity, minProperties = 0, maxProperties = Infinity } = schema;
  if (minItems === 0 && maxItems === Infinity && minProperties === 0 && maxProperties === Infinity) return undefined;
  return (value) => {
    if (isJsonList(value)) return sizeFault(value.length, minItems, maxItems, 'items');
    return isJsonObject(value)
      ? sizeFault(Object.keys(value).length, minProperties, maxProperties, 'members')
      : undefined;
  };
}

function sizeFault(size: number, least: number, most: number, what: string): Fault | undefined {
  if (size > most)
    return faultOf('too-many', ({ field }) => `\`${field}\` has ${size} ${what}, and takes at most ${most}`);
  if (size >= least) return undefined;
  return faultOf('invalid', ({ field }) => `\`${field}\` has ${size} ${what}, and takes at least ${least}`);
}
