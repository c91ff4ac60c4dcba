// Names of properties as CEL identifiers and back (k8s.io/apiserver pkg/cel, Escape and Unescape).

/** Words that CEL keeps for itself. */
const RESERVED = new Set(
  'true false null in as break const continue else for function if import let loop package namespace return var void while'.split(
    ' ',
  ),
);

/** True for a word that is no identifier: as a field it may be written plain or escaped. */
export function isReserved(word: string): boolean {
  return RESERVED.has(word);
}

const ESCAPES: Readonly<Record<string, string>> = {
  __: '__underscores__',
  '.': '__dot__',
  '-': '__dash__',
  '/': '__slash__',
};
const UNESCAPES: Readonly<Record<string, string>> = { underscores: '__', dot: '.', dash: '-', slash: '/' };

/** The identifier for a property; undefined where a rule cannot name it. */
export function escapeName(name: string): string | undefined {
  if (name === '' || /^[0-9]/.test(name) || /[^a-zA-Z0-9_./-]/.test(name)) return undefined;
  if (RESERVED.has(name)) return `__${name}__`;
  return name.replace(/__|[-./]/g, (found) => ESCAPES[found] ?? found);
}

/** The property that an identifier stands for; undefined for an escape that does not exist. */
export function unescapeName(identifier: string): string | undefined {
  let known = true;
  const name = identifier.replace(/__([^_]+)__/g, (found, inner: string) => {
    const plain = Object.hasOwn(UNESCAPES, inner) ? UNESCAPES[inner] : undefined;
    if (plain !== undefined) return plain;
    // a reserved word is escaped only where it is the whole name
    if (!RESERVED.has(inner) || found.length !== identifier.length) known = false;
    return inner;
  });
  return known ? name : undefined;
}
