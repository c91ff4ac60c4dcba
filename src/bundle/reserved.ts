// The reserved policies that are on by themselves at gates that read text, until a binding names them. Their documents are those of
// a built-in pack; how they judge is said by rules/observed.ts.
import { RESERVED_NAMES } from '../policy/compile.ts';
import type { LoadedDocument } from './documents.ts';

/** The built-in pack that holds the reserved policies and the bindings that hold without any other. */
export const RESERVED_PACK = 'kubernetes';

/**
 * Of the pack's bindings those that still hold beside the user's own: for the policies that no binding names. A glob names none of
 * them, for a binding of `*` that is meant for other policies must neither weaken nor sharpen these.
 */
export function impliedBindings(
  pack: readonly LoadedDocument[],
  own: readonly LoadedDocument[],
): readonly LoadedDocument[] {
  const named = own.filter(({ kind }) => kind === 'PolicyBinding').flatMap(policiesOf);
  return pack
    .filter(({ kind }) => kind === 'PolicyBinding')
    .flatMap((binding) => {
      const left = policiesOf(binding).filter((name) => !named.some((item) => namesReserved(item, name)));
      return left.length === 0 ? [] : [{ ...binding, spec: { ...binding.spec, policies: left } }];
    });
}

/** Whether an item of a binding's `policies` means the reserved policy of that name. */
export function namesReserved(item: string, name: string): boolean {
  return RESERVED_NAMES.has(name) && (item === name || item === `pack:${RESERVED_PACK}`);
}

function policiesOf({ spec }: LoadedDocument): readonly string[] {
  return spec['policies'] as readonly string[];
}
