// The table of rules (rules.yaml) as values: groups of rules that share a schema and values, each rule with its verdict.
import { readFileSync } from 'node:fs';
import type { CelInput } from '../../src/cel/compile.ts';
import { compileCel } from '../../src/cel/compile.ts';
import type { CelSchema } from '../../src/cel/declare.ts';
import type { Json } from '../../src/kube/object.ts';
import { parseText } from '../../src/manifest/parse.ts';

/** Rules over one schema. */
export interface RuleGroup {
  readonly name: string;
  readonly schema: CelSchema;
  readonly root: boolean;
  readonly optional: boolean;
  readonly values: readonly { readonly self: Json; readonly old?: Json }[];
  readonly rules: readonly { readonly rule: string; readonly verdict: string }[];
}

/** Reads the table. */
export function ruleTable(): readonly RuleGroup[] {
  const { documents, problems } = parseText(readFileSync('test/cel/rules.yaml', 'utf8'));
  if (problems.length > 0) throw new Error(problems[0]?.message);
  const groups = documents[0]?.value as unknown as readonly (Omit<RuleGroup, 'rules'> & { rules: string })[];
  return groups.map((group) => ({
    ...group,
    root: group.root === true,
    optional: group.optional === true,
    rules: group.rules
      .trimEnd()
      .split('\n')
      .map((line) => {
        const [, verdict = '', rule = ''] = /^(\S+) (.*)$/.exec(line) ?? [];
        return { rule, verdict };
      }),
  }));
}

/** Our verdict on a rule, in the notation of the table. */
export function verdictOf(rule: string, group: Omit<RuleGroup, 'rules' | 'name'>): string {
  const compiled = compileCel(rule, {
    schema: group.schema,
    resourceRoot: group.root,
    optionalOldSelf: group.optional,
  });
  if (!compiled.ok) return 'refused';
  const { program } = compiled;
  return group.values
    .map(({ self, old }) => {
      if (program.usesOldSelf && old === undefined && !group.optional) return 'S';
      const input: CelInput = old === undefined ? { self } : { self, oldSelf: old };
      const result = program.evaluate(input);
      return result.ok ? (result.value ? 'T' : 'F') : 'E';
    })
    .join('');
}
