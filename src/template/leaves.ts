// What a template fixes and what it lets vary, place by place: for people who ask how many lines are theirs.
import type { Member, Node, Ref } from './program.ts';
import type { CompiledTemplate, Leaf } from './template.ts';

/** All leaves of all objects, in the order of the template. */
export function leaves({ program }: CompiledTemplate): readonly Leaf[] {
  return program.objects.flatMap(({ spec, body, when }) =>
    below(body, spec.id, '', when !== undefined || spec.required === false),
  );
}

const names = (refs: readonly Ref[]) => [...new Set(refs.map(({ slot }) => slot.name))];

function below(node: Node, object: string, path: string, optional: boolean): readonly Leaf[] {
  const leaf = (kind: Leaf['kind'], parameters: readonly string[] = [], templatePointer = node.pointer): Leaf => ({
    object,
    templatePointer,
    path,
    kind,
    parameters,
    optional,
  });
  switch (node.kind) {
    case 'literal':
    case 'verbatim':
      return [leaf('literal')];
    case 'hole':
    case 'text':
      return [leaf('parameter', names(node.refs))];
    case 'any':
      return [leaf('any')];
    case 'expr':
      return [leaf('expr')];
    case 'choice':
      return node.alternatives.flatMap((one) => below(one.node, object, path, true));
    case 'map': {
      const own = node.members.filter((member) => !isFree(member));
      const inside = own.flatMap(({ key, node: one, optional: may, when }) =>
        below(one, object, joined(path, key), optional || may || when !== undefined),
      );
      const chosen = node.choice ? below(node.choice, object, path, true) : [];
      const isEmpty = own.length === 0 && !node.choice && !node.extra.allow;
      return [...inside, ...chosen, ...(node.extra.allow ? [leaf('extra')] : isEmpty ? [leaf('literal')] : [])];
    }
    case 'list': {
      const fixed = node.fixed.flatMap(({ node: one, optional: may, when, literalKey }, index) => {
        const name = literalKey === undefined || node.key.length !== 1 ? String(index) : `${node.key[0]}=${literalKey}`;
        return below(one, object, `${path}[${name}]`, optional || may || when !== undefined);
      });
      const each = node.each ? below(node.each.node, object, `${path}[*]`, true) : [];
      return [...fixed, ...each, ...(node.extra.allow ? [leaf('extra')] : [])];
    }
  }
}

/** The namespace that every object may have is no choice of the template. */
const isFree = ({ key, node, optional }: Member) =>
  key === 'namespace' && optional && node.kind === 'any' && node.validate === undefined;

function joined(path: string, key: string): string {
  if (!/^[A-Za-z0-9_-]+$/.test(key)) return `${path}["${key}"]`;
  return path === '' ? key : `${path}.${key}`;
}
