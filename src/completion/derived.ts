// What one default sets: a constant, or a value made of other fields. One function a rule of the data.
import { parseImage } from '../kube/image.ts';
import type { DefaultEntry, DerivedRule } from './data.ts';
import { copyOf, type Draft, type DraftObject, fieldOf, isDraftObject, isEmpty } from './draft.ts';
import { mergeLabelKeys, setAppArmorProfile } from './prepared.ts';
import { base64Of } from './scalars.ts';

type Rule = (root: DraftObject, holder: DraftObject, field: string, entry: DefaultEntry) => void;

/** Sets `field` of `holder` as the entry says. */
export function derive(root: DraftObject, holder: DraftObject, field: string, entry: DefaultEntry): void {
  (entry.rule === undefined ? constant : RULES[entry.rule])(root, holder, field, entry);
}

const constant: Rule = (_root, holder, field, entry) => {
  if (entry.value !== undefined && isAbsent(holder, field, entry.zero)) holder[field] = copyOf(entry.value);
};

const RULES: Readonly<Record<DerivedRule, Rule>> = {
  copy: (root, holder, field, { from = '', zero }) => {
    const source = reach(root, holder, from);
    if (isAbsent(holder, field, zero) && source !== undefined && !isEmpty(source)) holder[field] = copyOf(source);
  },
  'missing-keys': (root, holder, field, { from = '' }) => {
    const source = reach(root, holder, from);
    if (!isEmpty(source)) holder[field] = merged(source, fieldOf(holder, field));
  },
  'pull-policy': (_root, holder, field, { from = '' }) => {
    if (isAbsent(holder, field, true)) holder[field] = pullPolicyOf(fieldOf(holder, from));
  },
  both: (_root, holder, field, { from = '' }) => {
    const own = fieldOf(holder, field);
    const name = isEmpty(own) ? fieldOf(holder, from) : own;
    if (name === undefined || isEmpty(name)) return;
    holder[field] = name;
    holder[from] = name;
  },
  'string-data': (_root, holder, field, { from = '' }) => {
    const given = fieldOf(holder, from);
    delete holder[from];
    if (!isDraftObject(given) || isEmpty(given)) return;
    const encoded = Object.entries(given).map(([key, text]) => [key, base64Of(String(text))] as const);
    holder[field] = merged(fieldOf(holder, field), Object.fromEntries(encoded));
  },
  'derived-name': (_root, holder, field, { from = '', suffix }) => {
    const source = fieldOf(holder, from);
    if (typeof source !== 'string' || source === '' || !isAbsent(holder, field, true)) return;
    holder[field] = suffix === undefined ? source.toLowerCase() : source + suffix;
  },
  'set-key': (root, holder, field, { from, key = '', keep, value }) => {
    const source = from === undefined ? value : reach(root, holder, from);
    const before = fieldOf(holder, field);
    if (source === undefined || isEmpty(source)) return;
    if (!keep || !isDraftObject(before) || !Object.hasOwn(before, key))
      holder[field] = merged(before, { [key]: source });
  },
  'app-armor': setAppArmorProfile,
  'label-keys': mergeLabelKeys,
  drop: (_root, holder, field) => {
    delete holder[field];
  },
};

/** Not there; with `zero` also what a field without a pointer holds when nobody gave it. False is never absent. */
function isAbsent(holder: DraftObject, field: string, zero: boolean | undefined): boolean {
  const value = fieldOf(holder, field);
  return value === undefined || value === null || (zero === true && (isEmpty(value) || value === 0));
}

/** A field beside the one at hand (`a.b`), or one from the root (`.a.b`). */
function reach(root: DraftObject, holder: DraftObject, path: string): Draft | undefined {
  let at: Draft | undefined = path.startsWith('.') ? root : holder;
  for (const part of path.replace(/^\./, '').split('.')) at = isDraftObject(at) ? fieldOf(at, part) : undefined;
  return at;
}

/** Both objects in one, the keys of the second over those of the first. */
function merged(first: Draft | undefined, second: Draft | undefined): DraftObject {
  const entries = [first, second].flatMap((one) => (isDraftObject(one) ? Object.entries(one) : []));
  return Object.fromEntries(entries.map(([key, value]) => [key, copyOf(value)]));
}

/** Always for a reference without tag and digest and for the tag `latest`; a reference that cannot be read is no such. */
function pullPolicyOf(image: Draft | undefined): 'Always' | 'IfNotPresent' {
  const parsed = typeof image === 'string' ? parseImage(image) : undefined;
  const latest = parsed && (parsed.tag === 'latest' || (parsed.tag === undefined && parsed.digest === undefined));
  return latest ? 'Always' : 'IfNotPresent';
}
