// PolicyTest documents with the policies that they test, read from files, folders and packs.
import type { WorkloadKinds } from '../kube/workload.ts';
import type { CompiledPolicy } from '../policy/compile.ts';
import type { PolicyTestSpec } from '../policy/policy.ts';
import type { TemplateLibrary } from '../rules/template-library.ts';
import { aimlessTests, workloadKindsOf } from './collect.ts';
import { type LoadedDocument, type LocatedProblem, problemAt } from './documents.ts';
import { compileDocument, readSources } from './load.ts';
import type { PolicySource } from './sources.ts';
import { libraryOf } from './templates.ts';

/** The tests of one policy. A policy of the sources that has none is listed with an empty list. */
export interface PolicySuite {
  readonly policy: CompiledPolicy;
  readonly file: string;
  readonly tests: readonly { readonly file: string; readonly spec: PolicyTestSpec }[];
}

/** All suites of some sources, in the order of the policies' names. */
export interface LoadedSuites {
  readonly suites: readonly PolicySuite[];
  readonly workloadKinds: WorkloadKinds;
  readonly problems: readonly LocatedProblem[];
  /** Expressions that may not mean what they say. */
  readonly warnings: readonly LocatedProblem[];
}

/** Reads policies and their tests. A test may name a built-in policy that the sources do not hold. */
export function loadSuites(sources: readonly PolicySource[]): LoadedSuites {
  const problems: LocatedProblem[] = [];
  const warnings: LocatedProblem[] = [];
  const { own, shipped } = readSources(sources, problems, { packTests: true });
  const workloadKinds = workloadKindsOf(own, problems);
  const tests = own.filter(({ kind }) => kind === 'PolicyTest');
  const tested = new Set(tests.map(({ spec }) => String(spec['policy'])));
  const library = libraryOf([...own, ...shipped], problems, warnings);
  const policies = new Map(
    [
      ...shipped.filter(({ kind, name }) => kind === 'Policy' && tested.has(name)),
      ...own.filter(({ kind }) => kind === 'Policy'),
    ].map((one) => [one.name, one]),
  );
  problems.push(...aimlessTests(tests, [...policies.values()]));
  const suites = [...policies.values()]
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((document) => suiteOf(document, library, tests, problems, warnings));
  return { suites, workloadKinds, problems, warnings };
}

function suiteOf(
  document: LoadedDocument,
  library: TemplateLibrary,
  tests: readonly LoadedDocument[],
  problems: LocatedProblem[],
  warnings: LocatedProblem[],
): readonly PolicySuite[] {
  const { result: compiled, warnings: found } = compileDocument(document, library);
  warnings.push(...found);
  if (!compiled.ok) {
    problems.push(...compiled.problems.map((problem) => problemAt(problem, document.file, document.text)));
    return [];
  }
  const own = tests.filter(({ spec }) => spec['policy'] === document.name);
  return [
    {
      policy: compiled.value,
      file: document.file,
      tests: own.map(({ file, spec }) => ({ file, spec: spec as unknown as PolicyTestSpec })),
    },
  ];
}
