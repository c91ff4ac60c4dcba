// What the API server refuses about a PriorityLevelConfiguration: shares, and queues that could not be told apart.
// Source: pkg/apis/flowcontrol/validation of Kubernetes, k8s.io/apiserver pkg/util/shufflesharding.
import type { JsonObject } from '../../kube/object.ts';
import { quoted } from '../../kube/quoted.ts';
import { checkNonNegative, checkOneOf, checkRange, reportForbidden, reportRequired } from '../checks.ts';
import { type FieldErrors, type KindValidator, report } from '../subject.ts';
import { has, isSame, numberOf, objectOf, structOf, textOf } from '../values.ts';
import { MANDATORY_LEVELS } from './mandatory.ts';

const TYPES: readonly string[] = ['Exempt', 'Limited'];
const RESPONSES: readonly string[] = ['Queue', 'Reject'];
const MOST_QUEUES = 10_000_000;
/** Bits of the hash by which a flow is dealt its queues (shufflesharding.MaxHashBits). */
const HASH_BITS = 60;
const ZERO_SHARES = 'flowcontrol.k8s.io/v1beta3-preserve-zero-concurrency-shares';

/** What the API server refuses about a flowcontrol.apiserver.k8s.io/v1 PriorityLevelConfiguration. */
export const validatePriorityLevel: KindValidator = ({ object }, out) => {
  const metadata = structOf(object, 'metadata');
  const name = textOf(metadata, 'name');
  if (has(structOf(metadata, 'annotations'), ZERO_SHARES)) {
    const at = '/metadata/annotations/flowcontrol.k8s.io~1v1beta3-preserve-zero-concurrency-shares';
    reportForbidden(out, at, `annotation ${quoted(ZERO_SHARES)}`, 'in this version of the API');
  }
  const spec = structOf(object, 'spec');
  const type = textOf(spec, 'type');
  if ((name === 'exempt') !== (type === 'Exempt')) {
    report(out, 'invalid', '/spec/type', 'type `Exempt` must be that of the level `exempt`, and of no other one');
  }
  checkOneOf(out, spec, '/spec', 'type', TYPES);
  const limited = objectOf(spec, 'limited');
  const exempt = objectOf(spec, 'exempt');
  if (type === 'Limited') {
    if (exempt) reportForbidden(out, '/spec/exempt', 'exempt', 'with type `Limited`');
    if (limited) validateLimited(out, limited);
    else reportRequired(out, '/spec/limited', 'limited', 'type is `Limited`');
  } else if (type === 'Exempt') {
    if (limited) reportForbidden(out, '/spec/limited', 'limited', 'with type `Exempt`');
    if (exempt) validateShares(out, exempt, '/spec/exempt');
  }
  const mandatory = MANDATORY_LEVELS.get(name);
  const { exempt: _, ...rest } = spec;
  if (!mandatory || isSame(name === 'exempt' ? rest : spec, mandatory)) return;
  report(out, 'invalid', '/spec', `spec of ${quoted(name)} must be that which Kubernetes gives it`);
};

function validateShares(out: FieldErrors, level: JsonObject, at: string): void {
  checkNonNegative(out, level, at, 'nominalConcurrencyShares');
  checkRange(out, level, at, 'lendablePercent', 0, 100);
}

function validateLimited(out: FieldErrors, limited: JsonObject): void {
  const at = '/spec/limited';
  validateShares(out, limited, at);
  checkNonNegative(out, limited, at, 'borrowingLimitPercent');
  const response = structOf(limited, 'limitResponse');
  const place = `${at}/limitResponse`;
  if (!checkOneOf(out, response, place, 'type', RESPONSES)) return;
  const queuing = objectOf(response, 'queuing');
  if (textOf(response, 'type') === 'Reject') {
    if (queuing) reportForbidden(out, `${place}/queuing`, 'queuing', 'with type `Reject`');
  } else if (queuing) validateQueuing(out, queuing, `${place}/queuing`);
  else reportRequired(out, `${place}/queuing`, 'queuing', 'type is `Queue`');
}

function validateQueuing(out: FieldErrors, queuing: JsonObject, at: string): void {
  const numbers = { queueLengthLimit: 0, queues: 0, handSize: 0, ...queuing };
  checkRange(out, numbers, at, 'queueLengthLimit', 1, 2 ** 31 - 1);
  checkRange(out, numbers, at, 'queues', 1, MOST_QUEUES);
  const queues = numberOf(numbers, 'queues') ?? 0;
  if (!checkRange(out, numbers, at, 'handSize', 1, Math.max(1, queues))) return;
  const hand = numberOf(numbers, 'handSize') ?? 0;
  const bits = Math.ceil(Math.log2(queues) * hand);
  if (hand > queues || bits > HASH_BITS) {
    const needed = `must be less: ${hand} of ${queues} queues take ${bits} bits of a hash of ${HASH_BITS}`;
    report(out, 'invalid', `${at}/handSize`, `handSize is ${hand}, and ${needed}`);
  }
}
