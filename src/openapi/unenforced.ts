// What OpenAPI asks for and the API server does not: fields that count as required there, yet are defaulted, unused or unchecked
// when an object is created. Data only; each entry with its reason, found by sending objects without the field to a real server.

/** Fields (`Type.field`, the root's as `Kind.field`) below which neither required fields nor listed values are asked for. */
export const UNCHECKED: Readonly<Record<string, string>> = {
  'PodTemplateSpec.metadata': 'of a template only labels and annotations are validated',
  'PersistentVolumeClaimTemplate.metadata': 'of a template only labels and annotations are validated',
  'JobTemplateSpec.metadata': 'of a template only labels and annotations are validated',
  'ResourceClaimTemplateSpec.metadata': 'of a template only labels and annotations are validated',
};

/** Required fields (`Type.field`) that may be missing. */
export const DISPENSABLE: Readonly<Record<string, string>> = {};

/** Listed values (`Type.field`) beside which the server takes others. */
export const OPEN_LISTS: Readonly<Record<string, string>> = {};
