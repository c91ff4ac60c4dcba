// The part of the SARIF 2.1.0 schema that our reports use, as a JSON Schema. Every object is closed and holds only properties
// that the standard's schema has, under at least its constraints, so what is valid here is valid there. Its objects, types,
// enums and required properties are facts of the OASIS schema (errata 01, committee specification text by OASIS):
// https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json

type Schema = Readonly<Record<string, unknown>>;

const text: Schema = { type: 'string' };
const uri: Schema = { type: 'string', format: 'uri' };
const level: Schema = { enum: ['none', 'note', 'warning', 'error'] };
const index: Schema = { type: 'integer', minimum: -1 };
const fromOne: Schema = { type: 'integer', minimum: 1 };
const bag: Schema = {
  type: 'object',
  properties: { tags: { type: 'array', uniqueItems: true, items: text } },
};
const ref = (name: string): Schema => ({ $ref: `#/$defs/${name}` });
const list = (items: Schema, unique = false): Schema => ({ type: 'array', items, uniqueItems: unique });
const closed = (required: readonly string[], properties: Schema): Schema => ({
  type: 'object',
  additionalProperties: false,
  required,
  properties,
});

/** Schema of a whole log as Sallyport writes it. */
export const SARIF_SCHEMA: Schema = {
  ...closed(['version', 'runs'], { $schema: uri, version: { const: '2.1.0' }, runs: list(ref('run')) }),
  $defs: {
    run: closed(['tool', 'results'], {
      tool: closed(['driver'], { driver: ref('toolComponent') }),
      invocations: list(ref('invocation')),
      originalUriBaseIds: { type: 'object', additionalProperties: ref('artifactLocation') },
      columnKind: { enum: ['utf16CodeUnits', 'unicodeCodePoints'] },
      results: list(ref('result')),
      properties: bag,
    }),
    toolComponent: closed(['name'], {
      name: text,
      version: text,
      // The grammar of https://semver.org, which the standard asks for in prose.
      semanticVersion: { type: 'string', pattern: '^\\d+\\.\\d+\\.\\d+(-[0-9A-Za-z.-]+)?(\\+[0-9A-Za-z.-]+)?$' },
      informationUri: uri,
      rules: list(ref('reportingDescriptor'), true),
      notifications: list(ref('reportingDescriptor'), true),
    }),
    reportingDescriptor: closed(['id'], {
      id: text,
      name: text,
      shortDescription: ref('multiformatMessageString'),
      fullDescription: ref('multiformatMessageString'),
      help: ref('multiformatMessageString'),
      helpUri: uri,
      defaultConfiguration: closed([], { level }),
      properties: bag,
    }),
    multiformatMessageString: closed(['text'], { text, markdown: text }),
    message: closed(['text'], { text }),
    invocation: closed(['executionSuccessful'], {
      executionSuccessful: { type: 'boolean' },
      toolExecutionNotifications: list(ref('notification')),
    }),
    notification: closed(['message'], {
      descriptor: ref('descriptorReference'),
      associatedRule: ref('descriptorReference'),
      level,
      message: ref('message'),
      locations: list(ref('location'), true),
    }),
    descriptorReference: { ...closed(['id'], { id: text, index }) },
    result: closed(['message', 'ruleId', 'ruleIndex', 'level'], {
      ruleId: text,
      ruleIndex: index,
      level,
      message: ref('message'),
      locations: list(ref('location')),
      partialFingerprints: { type: 'object', additionalProperties: text },
      suppressions: list(ref('suppression'), true),
      properties: bag,
    }),
    suppression: closed(['kind'], {
      kind: { enum: ['inSource', 'external'] },
      status: { enum: ['accepted', 'underReview', 'rejected'] },
      justification: text,
    }),
    location: closed([], {
      physicalLocation: closed(['artifactLocation'], {
        artifactLocation: ref('artifactLocation'),
        region: closed(['startLine'], { startLine: fromOne, startColumn: fromOne }),
      }),
      logicalLocations: list(closed([], { name: text, fullyQualifiedName: text, kind: text }), true),
    }),
    artifactLocation: closed([], {
      uri: { type: 'string', format: 'uri-reference' },
      uriBaseId: text,
      description: ref('message'),
    }),
  },
};
