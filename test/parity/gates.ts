// The intakes of the three gates behind one shape: a case in, the change that each gate makes of it out.
import { readFileSync } from 'node:fs';
import { dump } from 'js-yaml';
import { completionData } from '../../src/bundle/api-data.ts';
import type { Change } from '../../src/change/change.ts';
import { completer } from '../../src/completion/complete.ts';
import { intakeReview } from '../../src/gates/admission/intake.ts';
import { type CommitSource, intake as commitIntake } from '../../src/gates/commit/intake.ts';
import { intake as pushIntake } from '../../src/gates/push/intake.ts';
import { gvkOf, isNamespaced } from '../../src/kube/gvk.ts';
import { isKubeObject, type JsonObject } from '../../src/kube/object.ts';
import { parseManifests } from '../../src/manifest/parse.ts';
import type { CaseInput } from '../../src/policy/policy.ts';
import { MODEL } from '../builders/model.ts';
import { buildReview } from '../builders/review.ts';

/** A gate as the parity suite sees it; undefined where the case cannot reach that gate. */
export type GateIntake = (input: CaseInput) => Change | undefined;

/** The namespace of a case that states none: the one kubectl would send. */
const DEFAULT_NAMESPACE = 'default';

const operationOf = ({ object, old, operation }: CaseInput) =>
  operation ?? (object ? (old ? 'UPDATE' : 'CREATE') : 'DELETE');

/** Objects through text, as a repository holds them. */
function sources(object: JsonObject | undefined): readonly CommitSource[] {
  if (!object) return [];
  const { documents, problems } = parseManifests(dump(object, { lineWidth: -1 }));
  if (problems.length > 0) throw new Error(JSON.stringify(problems));
  return documents.map((document) => ({ object: document.value as JsonObject, file: 'case.yaml', document }));
}

function gitStates(input: CaseInput) {
  const operation = operationOf(input);
  if (operation === 'CONNECT' || operation === 'AUDIT' || input.subresource !== undefined) return undefined;
  const removed = input.old ?? input.object;
  return {
    old: sources(operation === 'DELETE' ? removed : input.old),
    new: sources(operation === 'DELETE' ? undefined : input.object),
    namespaceForPath: () => input.namespace?.name ?? DEFAULT_NAMESPACE,
    actor: input.actor && {
      name: input.actor.name,
      groups: input.actor.groups ?? [],
      proof: input.actor.proof ?? ('apiserver' as const),
    },
  };
}

const commit: GateIntake = (input) => {
  const states = gitStates(input);
  return states && commitIntake(states, MODEL).changes[0]?.change;
};

const push: GateIntake = (input) => {
  const states = gitStates(input);
  return states && pushIntake(states, MODEL).changes[0]?.change;
};

/** What the API server would show. */
const completed = completer(completionData());

const admission: GateIntake = (input) => {
  const operation = operationOf(input);
  if (operation === 'AUDIT') return undefined;
  const shown = operation === 'DELETE' ? (input.old ?? input.object) : input.object;
  if (!isKubeObject(shown)) throw new Error('the case has no object');
  const namespaced = isNamespaced(gvkOf(shown)) !== false;
  const stated = (shown['metadata'] as JsonObject | undefined)?.['namespace'];
  const review = buildReview(shown, {
    operation,
    ...(namespaced && { namespace: input.namespace?.name ?? stated ?? DEFAULT_NAMESPACE }),
    ...(input.subresource !== undefined && { subResource: input.subresource }),
    object: operation === 'DELETE' ? null : completed(shown),
    oldObject: operation === 'DELETE' ? completed(shown) : input.old ? completed(input.old) : null,
    userInfo: input.actor
      ? { username: input.actor.name, groups: input.actor.groups ?? [] }
      : { username: 'alice', groups: [] },
  });
  const read = intakeReview(JSON.parse(JSON.stringify(review)));
  if (!read.ok) throw new Error(read.message);
  return read.change;
};

/** The gates that must agree. */
export const GATES: Readonly<Record<'commit' | 'push' | 'admission', GateIntake>> = { commit, push, admission };

/** Every manifest of a file as a case of its own. */
export function casesOf(path: string): readonly CaseInput[] {
  const { documents, problems } = parseManifests(readFileSync(path, 'utf8'));
  if (problems.length > 0) throw new Error(`${path}: ${JSON.stringify(problems)}`);
  return documents.map(({ value }) => ({ object: value as JsonObject }));
}
