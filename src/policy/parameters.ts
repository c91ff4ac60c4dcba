// Parameters of a policy: a JSON Schema with defaults; a binding's values are checked against it and completed.
import { isJsonObject, type Json, type JsonObject } from '../kube/object.ts';
import { type CompiledSchema, compileSchema, type Validator } from './json-schema.ts';
import type { DocumentProblem, Result } from './rule-type.ts';

/** Completes values with the defaults and checks them; problems point into the values. */
export type ParameterCheck = (values: JsonObject) => Result<JsonObject>;

/**
 * Compiles the schema under `spec.parameters`; without one, no value is taken. The top level takes no unknown names. One that is
 * known to compile may be `deferred` until a binding gives values.
 */
export function compileParameters(schema: JsonObject | undefined, { deferred = false } = {}): Result<ParameterCheck> {
  if (!schema) return { ok: true, value: refuseAll };
  const compile = () => compileSchema({ additionalProperties: false, ...schema }, { proven: deferred });
  if (deferred) return { ok: true, value: deferredCheck(schema, compile) };
  const compiled = compile();
  if (compiled.ok) return { ok: true, value: checkBy(schema, compiled.validate) };
  const message = `the parameter schema does not compile: ${compiled.message}`;
  return { ok: false, problems: [{ code: 'schema-invalid', message, pointer: '/spec/parameters' }] };
}

function deferredCheck(schema: JsonObject, compile: () => CompiledSchema): ParameterCheck {
  let check: ParameterCheck | undefined;
  return (values) => {
    if (Object.keys(values).length === 0 && schema['required'] === undefined)
      return { ok: true, value: withDefaults(schema, values) as JsonObject };
    const compiled = check ? undefined : compile();
    if (compiled?.ok === false) throw new Error(`the parameter schema of a shipped policy: ${compiled.message}`);
    if (compiled) check = checkBy(schema, compiled.validate);
    return check!(values);
  };
}

function checkBy(schema: JsonObject, validate: Validator): ParameterCheck {
  return (values) => {
    const complete = withDefaults(schema, values) as JsonObject;
    if (validate(complete)) return { ok: true, value: complete };
    const problems = (validate.errors ?? []).map((error): DocumentProblem => {
      const extra = error.params['additionalProperty'];
      const message = extra === undefined ? (error.message ?? 'is not valid') : `has no parameter \`${extra}\``;
      return {
        code: 'parameter-invalid',
        message,
        pointer: error.instancePath + (extra === undefined ? '' : `/${extra}`),
      };
    });
    return { ok: false, problems };
  };
}

const refuseAll: ParameterCheck = (values) => {
  const names = Object.keys(values);
  if (names.length === 0) return { ok: true, value: {} };
  return {
    ok: false,
    problems: names.map((name) => ({
      code: 'parameter-invalid',
      message: `takes no parameters, remove \`${name}\``,
      pointer: `/${name}`,
    })),
  };
};

/** Fills `default` in along `properties`, and below the items of lists; what is given stays. */
function withDefaults(schema: Json | undefined, value: Json | undefined): Json | undefined {
  if (!isJsonObject(schema)) return value;
  if (value === undefined) {
    const { default: fallback, ...rest } = schema;
    return fallback === undefined ? undefined : withDefaults(rest, fallback);
  }
  const items = schema['items'];
  if (Array.isArray(value) && isJsonObject(items)) return value.map((item) => withDefaults(items, item) as Json);
  const properties = schema['properties'];
  if (!isJsonObject(value) || !isJsonObject(properties)) return value;
  const complete: Record<string, Json> = { ...value };
  for (const [name, one] of Object.entries(properties)) {
    const filled = withDefaults(one, Object.hasOwn(value, name) ? value[name] : undefined);
    if (filled !== undefined) complete[name] = filled;
  }
  return complete;
}
