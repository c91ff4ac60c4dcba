// The rule type `schema`: JSON Schema on each node, one finding for each failing place.
import { joinPointer } from '../change/pointer.ts';
import { compileSchema, type SchemaError, type Validator } from '../policy/json-schema.ts';
import type { RuleSpec } from '../policy/policy.ts';
import type { CompiledJudge, RuleType } from '../policy/rule-type.ts';
import { atOf } from './at.ts';
import { judgeNodes } from './each-node.ts';
import type { Path } from './path.ts';

/** Validates each node. Errors below `anyOf` and its like fold into one at the place that holds the keyword. */
export const schemaRule: RuleType = {
  type: 'schema',
  compile(rule, pointer) {
    const at = atOf(rule, pointer);
    if (!at.ok) return at;
    const compiled = compileSchema(rule.schema ?? true);
    if (compiled.ok) return { ok: true, value: judgeOf(at.value, () => compiled.validate) };
    const message = `the schema does not compile: ${compiled.message}`;
    return { ok: false, problems: [{ code: 'schema-invalid', message, pointer: `${pointer}/schema` }] };
  },
};

/** The same for rules that are shipped, and known to compile: a run meets few of them, and each is compiled when it is met. */
export const deferredSchemaRule: RuleType = {
  type: 'schema',
  compile(rule, pointer) {
    const at = atOf(rule, pointer);
    if (!at.ok) return at;
    let validate: Validator | undefined;
    const validator = () => {
      validate ??= provenValidator(rule);
      return validate;
    };
    return { ok: true, value: judgeOf(at.value, validator) };
  },
};

function provenValidator({ id, schema = true }: RuleSpec): Validator {
  const compiled = compileSchema(schema, { proven: true });
  if (!compiled.ok) throw new Error(`the schema of the shipped rule ${id} does not compile: ${compiled.message}`);
  return compiled.validate;
}

function judgeOf(path: Path, validator: () => Validator): CompiledJudge {
  return {
    reads: [],
    comparing: false,
    judge(evaluation) {
      return judgeNodes(path, evaluation, (node, violations) => {
        const validate = validator();
        if (validate(node.value)) return;
        for (const place of failingPlaces(validate.errors ?? []))
          violations.push({ pointer: node.pointer + place, node });
      });
    },
  };
}

/** Pointers of the failing places below the node, each once, in the order of the errors. */
function failingPlaces(errors: readonly SchemaError[]): ReadonlySet<string> {
  const places = new Set<string>();
  for (const error of errors) if (!isFolded(error.schemaPath)) places.add(placeOf(error));
  return places;
}

/** Params of the keywords whose failing place is a property: the missing or the superfluous one. */
const PROPERTY_PARAMS: Readonly<Record<string, string>> = {
  required: 'missingProperty',
  dependentRequired: 'missingProperty',
  additionalProperties: 'additionalProperty',
  unevaluatedProperties: 'unevaluatedProperty',
};

function placeOf({ keyword, instancePath, params }: SchemaError): string {
  const name = PROPERTY_PARAMS[keyword];
  const property = name === undefined ? undefined : params[name];
  return typeof property === 'string' ? joinPointer(instancePath, property) : instancePath;
}

const FOLDING: ReadonlySet<string> = new Set([
  'anyOf',
  'oneOf',
  'not',
  'if',
  'then',
  'else',
  'contains',
  'propertyNames',
]);
/** Keywords whose next word is a name or an index and no keyword. */
const KEYED: ReadonlySet<string> = new Set([
  'properties',
  'patternProperties',
  'dependentSchemas',
  'allOf',
  'anyOf',
  'oneOf',
  'prefixItems',
]);

/** Whether an error lies below a keyword that reports for everything under it. */
function isFolded(schemaPath: string): boolean {
  const words = schemaPath.split('/').slice(1);
  for (let i = 0; i < words.length - 1; i += KEYED.has(words[i] ?? '') ? 2 : 1) {
    if (FOLDING.has(words[i] ?? '')) return true;
  }
  return false;
}
