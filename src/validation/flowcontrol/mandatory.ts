// Objects of flow control that every cluster has and nobody may change.
// Source: k8s.io/apiserver pkg/apis/flowcontrol/bootstrap/default.go.
import type { JsonObject } from '../../kube/object.ts';

/** A rule for all requests of groups of users. */
function allRequestsOf(...groups: readonly string[]): JsonObject {
  return {
    subjects: groups.map((name) => ({ kind: 'Group', group: { name } })),
    resourceRules: [{ verbs: ['*'], apiGroups: ['*'], resources: ['*'], clusterScope: true, namespaces: ['*'] }],
    nonResourceRules: [{ verbs: ['*'], nonResourceURLs: ['*'] }],
  };
}

/** `spec` of the FlowSchemas that are given, by name. */
export const MANDATORY_SCHEMAS: ReadonlyMap<string, JsonObject> = new Map<string, JsonObject>([
  [
    'exempt',
    {
      priorityLevelConfiguration: { name: 'exempt' },
      matchingPrecedence: 1,
      rules: [allRequestsOf('system:masters')],
    },
  ],
  [
    'catch-all',
    {
      priorityLevelConfiguration: { name: 'catch-all' },
      matchingPrecedence: 10_000,
      distinguisherMethod: { type: 'ByUser' },
      rules: [allRequestsOf('system:unauthenticated', 'system:authenticated')],
    },
  ],
]);

/** `spec` of the PriorityLevelConfigurations that are given, by name; the numbers of `exempt` may change. */
export const MANDATORY_LEVELS: ReadonlyMap<string, JsonObject> = new Map<string, JsonObject>([
  ['exempt', { type: 'Exempt' }],
  [
    'catch-all',
    {
      type: 'Limited',
      limited: { nominalConcurrencyShares: 5, lendablePercent: 0, limitResponse: { type: 'Reject' } },
    },
  ],
]);
