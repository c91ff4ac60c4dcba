// What a bundle holds beside policies and bindings: workload kinds and exemptions, checked against what they refer to.
import { closest } from '../kube/suggestion.ts';
import { isBuiltInWorkload, type WorkloadKinds } from '../kube/workload.ts';
import { type CompiledExemption, compileExemption } from '../policy/exemption.ts';
import { matchesGlob } from '../policy/glob.ts';
import type { ExemptionSpec, PolicySpec, WorkloadKindSpec } from '../policy/policy.ts';
import { isDate } from './bind.ts';
import { type LoadedDocument, type LocatedProblem, problemAt } from './documents.ts';

/** The paths of pod specs that WorkloadKind documents state. */
export function workloadKindsOf(documents: readonly LoadedDocument[], problems: LocatedProblem[]): WorkloadKinds {
  const kinds = new Map<string, readonly string[]>();
  for (const document of documents.filter(({ kind }) => kind === 'WorkloadKind')) {
    const spec = document.spec as unknown as WorkloadKindSpec;
    spec.kinds.forEach((item, index) => {
      const [group = '', kind = ''] = item.split('/');
      const taken = isBuiltInWorkload({ group, kind })
        ? 'is built in'
        : kinds.has(item)
          ? 'is stated twice'
          : undefined;
      if (taken) {
        const message = `the pod spec of \`${item}\` ${taken}, remove it here`;
        const pointer = `/spec/kinds/${index}`;
        problems.push(problemAt({ code: 'workload-kind', message, pointer }, document.file, document.text));
      }
      kinds.set(item, spec.podSpec.split('.'));
    });
  }
  return kinds;
}

/** The exemptions, sorted by name; what they name must exist among the policies. */
export function exemptionsOf(
  documents: readonly LoadedDocument[],
  policies: readonly LoadedDocument[],
  problems: LocatedProblem[],
): readonly CompiledExemption[] {
  return documents
    .filter(({ kind }) => kind === 'Exemption')
    .map((document) => {
      const spec = document.spec as unknown as ExemptionSpec;
      for (const problem of exemptionProblems(spec, policies)) {
        problems.push(problemAt(problem, document.file, document.text));
      }
      return compileExemption(document.name, spec);
    })
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** Tests of policies that do not exist: they would never run. */
export function aimlessTests(
  documents: readonly LoadedDocument[],
  policies: readonly LoadedDocument[],
): readonly LocatedProblem[] {
  const names = policies.map(({ name }) => name);
  return documents
    .filter(({ kind, spec }) => kind === 'PolicyTest' && !names.includes(String(spec['policy'])))
    .map(({ spec, file, text }) => {
      const name = String(spec['policy']);
      const message = `no policy is named \`${name}\`${meant(name, names)}`;
      return problemAt({ code: 'name-unknown', message, pointer: '/spec/policy' }, file, text);
    });
}

function* exemptionProblems(spec: ExemptionSpec, policies: readonly LoadedDocument[]) {
  const names = policies.map(({ name }) => name);
  const covered = policies.filter(({ name }) => spec.policies.some((glob) => matchesGlob(glob, name)));
  for (const [index, glob] of spec.policies.entries()) {
    if (names.some((name) => matchesGlob(glob, name))) continue;
    yield {
      code: 'name-unknown',
      message: `no policy is named \`${glob}\`${meant(glob, names)}`,
      pointer: `/spec/policies/${index}`,
    };
  }
  const rules = covered.flatMap((policy) => (policy.spec as unknown as PolicySpec).rules.map(({ id }) => id));
  for (const [index, rule] of (spec.rules ?? []).entries()) {
    if (covered.length === 0 || rules.includes(rule)) continue;
    yield {
      code: 'name-unknown',
      message: `no rule of these policies is named \`${rule}\`${meant(rule, rules)}`,
      pointer: `/spec/rules/${index}`,
    };
  }
  if (!isDate(spec.expires)) {
    yield { code: 'date-invalid', message: `\`${spec.expires}\` is no day of the calendar`, pointer: '/spec/expires' };
  }
}

function meant(word: string, candidates: readonly string[]): string {
  const near = closest(word, candidates);
  return near === undefined ? '' : `, did you mean \`${near}\``;
}
