// Checks the kinds and paths that policies name against the API types that the package carries.
import type { BindingSpec, ExemptionSpec, PolicySpec, RuleSpec } from '../policy/policy.ts';
import type { DocumentProblem } from '../policy/rule-type.ts';
import { unknownKind, unreachable } from '../rules/fields.ts';
import { parsePath } from '../rules/path.ts';
import { apiTypes } from './api-data.ts';

/** The parts of a Policy, PolicyBinding or Exemption that name kinds. */
type Named = Partial<Pick<PolicySpec, 'match'> & Pick<BindingSpec, 'scope'> & Pick<ExemptionSpec, 'subjects'>>;

/** Problems of the kinds that a policy, a binding or an exemption names: those that are nearly the name of a built-in one. */
export function kindProblems(spec: Named): readonly DocumentProblem[] {
  const lists = {
    '/spec/match/kinds': spec.match?.kinds,
    '/spec/match/exclude/kinds': spec.match?.exclude?.kinds,
    '/spec/scope/kinds': spec.scope?.kinds,
    '/spec/scope/exclude/kinds': spec.scope?.exclude?.kinds,
    '/spec/subjects/kinds': spec.subjects?.kinds,
  };
  return Object.entries(lists).flatMap(([pointer, kinds = []]) =>
    kinds.flatMap((kind, index) => {
      const message = unknownKind(kind, apiTypes());
      return message === undefined ? [] : [{ code: 'kind-unknown', message, pointer: `${pointer}/${index}` }];
    }),
  );
}

/** Problems of paths that can lead nowhere in the kinds that the policy matches. */
export function fieldProblems({ match, rules }: PolicySpec): readonly DocumentProblem[] {
  return rules.flatMap((rule, index) =>
    pathsOf(rule).flatMap(({ text, pointer }) => {
      const parsed = parsePath(text);
      const wrong = 'path' in parsed ? unreachable(parsed.path, match.kinds ?? ['*'], apiTypes()) : undefined;
      return wrong === undefined
        ? []
        : [{ code: 'field-unknown', message: wrong, pointer: `/spec/rules/${index}${pointer}` }];
    }),
  );
}

function pathsOf({ at, transition }: RuleSpec): readonly { readonly text: string; readonly pointer: string }[] {
  const listed = (['only', 'never'] as const).flatMap((field) =>
    (transition?.[field] ?? []).map((text, index) => ({ text, pointer: `/transition/${field}/${index}` })),
  );
  return at === undefined ? listed : [{ text: at, pointer: '/at' }, ...listed];
}
