// The options of a check as its flags leave them when none is given.
import type { CheckOptions } from '../../src/gates/commit/check.ts';

export const CHECK_OPTIONS: CheckOptions = {
  words: [],
  against: 'disk',
  policies: ['pack:pod-security-baseline'],
  config: undefined,
  namespace: undefined,
  now: 0,
  failOn: undefined,
  minObjects: 0,
  threads: undefined,
  kubernetesVersion: undefined,
  strictKinds: false,
  schemas: [],
  snapshot: undefined,
};
