// Bindings to bound policies: which policies each names, with checked parameters and a schedule. Problems are gathered, not thrown.
import type { JsonObject } from '../kube/object.ts';
import { closest } from '../kube/suggestion.ts';
import type { BoundPolicy } from '../policy/bundle.ts';
import { type CompiledPolicy, RESERVED_NAMES } from '../policy/compile.ts';
import { matchesGlob, matchesPath } from '../policy/glob.ts';
import { compileMatch } from '../policy/match.ts';
import type { BindingSpec, Enforcement } from '../policy/policy.ts';
import { type LoadedDocument, type LocatedProblem, problemAt } from './documents.ts';
import { namesReserved } from './reserved.ts';
import { packNames } from './sources.ts';

type Report = (code: string, message: string, pointer: string) => void;
/** Yields undefined for a policy that has problems of its own. */
type Compile = (policy: LoadedDocument) => CompiledPolicy | undefined;

/** Binds policies, in the order of the bindings' names: order has no meaning, but digests and outputs are to be stable. */
export function bindPolicies(
  bindings: readonly LoadedDocument[],
  policies: readonly LoadedDocument[],
  compile: Compile,
  problems: LocatedProblem[],
): readonly BoundPolicy[] {
  const sorted = [...bindings].sort((a, b) => (a.name < b.name ? -1 : 1));
  return sorted.flatMap((binding) => {
    const report: Report = (code, message, pointer) =>
      problems.push(problemAt({ code, message, pointer }, binding.file, binding.text));
    return bindOne(binding, policies, compile, report);
  });
}

function bindOne(
  binding: LoadedDocument,
  policies: readonly LoadedDocument[],
  compile: Compile,
  report: Report,
): readonly BoundPolicy[] {
  const spec = binding.spec as unknown as BindingSpec;
  const named = new Set<LoadedDocument>();
  spec.policies.forEach((item, index) => {
    const selected = policies.filter((policy) => isNamed(item, policy));
    for (const policy of selected) named.add(policy);
    if (selected.length === 0) report('name-unknown', nothingNamed(item, policies), `/spec/policies/${index}`);
  });
  const names = [...named].map(({ name }) => name);
  for (const name of Object.keys(spec.parameters ?? {}).filter((one) => !names.includes(one))) {
    const message = `parameters are given for \`${name}\`, which this binding does not bind${didYouMean(closest(name, names))}`;
    report('name-unknown', message, `/spec/parameters/${name}`);
  }
  const steps = stepsOf(spec, report);
  const { paths, ...match } = spec.scope ?? {};
  return [...named].flatMap((document) => {
    const policy = compile(document);
    const parameters = policy && parametersOf(policy, spec, report);
    if (!policy || !parameters) return [];
    return [
      {
        policy,
        binding: binding.name,
        scope: spec.scope && compileMatch(match, undefined),
        holdsForPath: paths && ((path: string) => paths.some((glob) => matchesPath(glob, path))),
        parameters,
        enforcementAt: (now: number) => enforcementAt(spec.enforcement, steps, now),
        onError: spec.onError,
      },
    ];
  });
}

const didYouMean = (word: string | undefined) => (word === undefined ? '' : `, did you mean \`${word}\``);
const PACK = 'pack:';

function isNamed(item: string, policy: LoadedDocument): boolean {
  if (RESERVED_NAMES.has(policy.name)) return namesReserved(item, policy.name);
  return item.startsWith(PACK) ? policy.pack === item.slice(PACK.length) : matchesGlob(item, policy.name);
}

function nothingNamed(item: string, policies: readonly LoadedDocument[]): string {
  if (item.startsWith(PACK)) {
    const packs = packNames().map((name) => PACK + name);
    return `there is no \`${item}\`${didYouMean(closest(item, packs)) || `, only ${packs.join(', ')}`}`;
  }
  if (/[*?]/.test(item)) return `the glob \`${item}\` selects no policy`;
  const names = policies.map(({ name }) => name);
  return `no policy is named \`${item}\`${didYouMean(closest(item, names))}`;
}

function parametersOf(policy: CompiledPolicy, spec: BindingSpec, report: Report): JsonObject | undefined {
  const { name } = policy;
  const values = spec.parameters && Object.hasOwn(spec.parameters, name) ? spec.parameters[name] : undefined;
  const checked = policy.parameters(values ?? {});
  if (checked.ok) return checked.value;
  for (const { code, message, pointer } of checked.problems) {
    const place = pointer === '' ? '' : `\`${pointer}\` `;
    report(
      code,
      `the parameters of \`${name}\` are not right: ${place}${message}`,
      values ? `/spec/parameters/${name}${pointer}` : '/spec/policies',
    );
  }
  return undefined;
}

interface Step {
  readonly from: number;
  readonly enforcement: Enforcement;
}

function stepsOf(spec: BindingSpec, report: Report): readonly Step[] {
  return (spec.schedule ?? [])
    .map(({ from, enforcement }, index) => {
      if (spec.schedule?.findIndex((step) => step.from === from) !== index)
        report('date-twice', `the schedule says twice what holds from \`${from}\``, `/spec/schedule/${index}/from`);
      if (!isDate(from))
        report('date-invalid', `\`${from}\` is no day of the calendar`, `/spec/schedule/${index}/from`);
      return { from: Date.parse(`${from}T00:00:00Z`), enforcement };
    })
    .sort((a, b) => a.from - b.from);
}

/** Whether the text is a day that exists: JavaScript's own parser turns February 30 into March 2. */
export function isDate(text: string): boolean {
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().slice(0, 10) === text;
}

/** The latest step that is not after now; before the first, the binding's own enforcement. */
function enforcementAt(base: Enforcement, steps: readonly Step[], now: number): Enforcement {
  return steps.findLast(({ from }) => from <= now)?.enforcement ?? base;
}
