// Texts that Kubernetes has rules for: names, labels, keys, ports. Each rule takes a text and answers what it must be, as the end
// of a sentence ("must start with a letter"), or undefined where the text is fine. Source: k8s.io/apimachinery
// pkg/util/validation and pkg/api/validate/content. Addresses are addresses.ts.

/** A rule for a text: undefined, or the rest of the sentence "name `x` …". */
export type NameRule = (text: string) => string | undefined;

const LABEL = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;
const SUBDOMAIN = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;
const UNDERSCORE_SUBDOMAIN = /^_?[a-z0-9]([-_a-z0-9]*[a-z0-9])?(\._?[a-z0-9]([-_a-z0-9]*[a-z0-9])?)*$/;
const RFC_1035_LABEL = /^[a-z]([-a-z0-9]*[a-z0-9])?$/;
const QUALIFIED = /^([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]$/;

const LABEL_LENGTH = 63;
const SUBDOMAIN_LENGTH = 253;

function matching(pattern: RegExp, longest: number, reason: string): NameRule {
  const tooLong = `must have no more than ${longest} characters`;
  return (text) => {
    if (text.length > longest) return tooLong;
    return pattern.test(text) ? undefined : reason;
  };
}

/** A lower-case RFC 1123 label: names of containers, volumes, Namespaces. */
export const dnsLabel: NameRule = matching(
  LABEL,
  LABEL_LENGTH,
  'must consist of lower-case letters, digits and `-`, and start and end with a letter or digit',
);

/** A lower-case RFC 1123 subdomain: names of most objects. */
export const dnsSubdomain: NameRule = matching(
  SUBDOMAIN,
  SUBDOMAIN_LENGTH,
  'must consist of lower-case letters, digits, `-` and `.`, and start and end with a letter or digit',
);

/** A subdomain whose labels may hold underscores: search domains of pods. */
export const underscoreSubdomain: NameRule = matching(
  UNDERSCORE_SUBDOMAIN,
  SUBDOMAIN_LENGTH,
  'must consist of lower-case letters, digits, `-`, `_` and `.`, and end with a letter or digit',
);

/** A lower-case RFC 1035 label: names of Services. */
export const rfc1035Label: NameRule = matching(
  RFC_1035_LABEL,
  LABEL_LENGTH,
  'must consist of lower-case letters, digits and `-`, start with a letter and end with a letter or digit',
);

/** A subdomain behind `*.`: hosts of Ingresses. */
export const wildcardSubdomain: NameRule = (text) =>
  text.startsWith('*.') && text.length <= SUBDOMAIN_LENGTH && dnsSubdomain(text.slice(2)) === undefined
    ? undefined
    : `must be \`*.\` before a DNS name of no more than ${SUBDOMAIN_LENGTH} characters in all`;

const QUALIFIED_REASON =
  'must consist of letters, digits, `-`, `_` and `.`, and start and end with a letter or digit, behind an optional DNS name and `/`';

/** A qualified name: keys of labels and annotations, finalizers, resource names. */
export const qualifiedName: NameRule = (text) => {
  const slash = text.indexOf('/');
  const name = slash < 0 ? text : text.slice(slash + 1);
  if (slash === 0) return 'must have a DNS name before its `/`';
  if (slash > 0) {
    const fault = dnsSubdomain(text.slice(0, slash));
    if (fault !== undefined) return `${fault}, before its \`/\``;
  }
  if (name.length > LABEL_LENGTH) return `must have no more than ${LABEL_LENGTH} characters behind its prefix`;
  return QUALIFIED.test(name) ? undefined : QUALIFIED_REASON;
};

/** A value of a label; the empty one is fine. */
export const labelValue: NameRule = (text) => {
  if (text.length > LABEL_LENGTH) return `must have no more than ${LABEL_LENGTH} characters`;
  return text === '' || QUALIFIED.test(text)
    ? undefined
    : 'must consist of letters, digits, `-`, `_` and `.`, and start and end with a letter or digit';
};

/** An IANA service name: names of container and Service ports. */
export const portName: NameRule = (text) => {
  if (text.length > 15) return 'must have no more than 15 characters';
  if (!/^[-a-z0-9]+$/.test(text)) return 'must consist of lower-case letters, digits and `-`';
  if (!/[a-z]/.test(text)) return 'must contain a letter';
  if (text.includes('--')) return 'must not contain two hyphens in a row';
  return text.startsWith('-') || text.endsWith('-') ? 'must not start or end with a hyphen' : undefined;
};

/** A name of an environment variable since Kubernetes 1.32: printable ASCII without `=`. */
export const envVarName: NameRule = (text) => {
  if (text === '') return 'must not be empty';
  return /^[ -<>-~]+$/.test(text) ? undefined : 'must consist of printable ASCII characters other than `=`';
};

/** A key of a ConfigMap or Secret: a file name. */
export const configMapKey: NameRule = (text) => {
  if (text.length > SUBDOMAIN_LENGTH) return `must have no more than ${SUBDOMAIN_LENGTH} characters`;
  if (!/^[-._a-zA-Z0-9]+$/.test(text)) return 'must consist of letters, digits, `-`, `_` and `.`';
  return text === '.' || text.startsWith('..') ? 'must be neither `.` nor start with `..`' : undefined;
};

/** What an API path takes as a name: names of roles and their bindings. */
export const pathSegment: NameRule = (text) => {
  if (text === '.' || text === '..') return 'must be neither `.` nor `..`';
  return /[/%]/.test(text) ? 'must contain neither `/` nor `%`' : undefined;
};

/** An identifier of C. */
export const cIdentifier: NameRule = (text) =>
  /^[A-Za-z_][A-Za-z0-9_]*$/.test(text)
    ? undefined
    : 'must consist of letters, digits and `_`, and not start with a digit';

/** A name of an HTTP header. */
export const httpHeaderName: NameRule = (text) =>
  /^[-A-Za-z0-9]+$/.test(text) ? undefined : 'must consist of letters, digits and `-`';

/** A percentage, `25%`. */
export const percentage: NameRule = (text) =>
  /^[0-9]+%$/.test(text) ? undefined : 'must be a whole number and a percent sign';

/** A subdomain of at least three labels: names of webhooks. */
export const fullyQualifiedName: NameRule = (text) =>
  dnsSubdomain(text) ?? (text.split('.').length < 3 ? 'must have at least three parts between dots' : undefined);

/** A host of at least two DNS labels; a final dot is fine. */
export const fullyQualifiedDomainName: NameRule = (text) => {
  const name = text.endsWith('.') ? text.slice(0, -1) : text;
  const labels = name.split('.');
  const fault = dnsSubdomain(name) ?? (labels.length < 2 ? 'must have at least two parts between dots' : undefined);
  return fault ?? labels.map(dnsLabel).find((one) => one !== undefined);
};

/** A DNS name, `/` and a path: `acme.io/foo`. */
export const domainPrefixedPath: NameRule = (text) => {
  const slash = text.indexOf('/');
  if (slash <= 0 || slash === text.length - 1) return 'must be a DNS name, `/` and a path, as in `acme.io/foo`';
  const fault = dnsSubdomain(text.slice(0, slash));
  if (fault !== undefined) return `${fault}, before its \`/\``;
  return /^[A-Za-z0-9/\-._~%!$&'()*+,;=:]+$/.test(text.slice(slash + 1))
    ? undefined
    : 'must have only characters of a URL path behind its first `/`';
};

/** A qualified name with its prefix: `acme.io/foo`. */
export const domainPrefixedKey: NameRule = (text) =>
  qualifiedName(text) ??
  (text.includes('/') ? undefined : 'must have a DNS name and `/` before it, as in `acme.io/foo`');

/** A name that a suffix will follow (`generateName`): as the rule has it, but it may end in a hyphen. */
export function asPrefix(rule: NameRule): NameRule {
  // The server judges the text without its last two characters and with an `a` (NameIsDNSLabel of apimachinery pkg/api/validation).
  return (text) => rule(text.length > 1 && text.endsWith('-') ? `${text.slice(0, -2)}a` : text);
}
