// The formats that rules can name, and what each finds wrong with a text (k8s.io/apiserver pkg/cel/library, format;
// k8s.io/apimachinery pkg/util/validation; k8s.io/kube-openapi strfmt). How many problems there are is the server's; the words are ours.
import { parseDate } from './moment.ts';
import { isUrl } from './url.ts';

type Check = (text: string) => readonly string[];

const LABEL = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;
const LABEL_1035 = /^[a-z]([-a-z0-9]*[a-z0-9])?$/;
const SUBDOMAIN = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;
const NAME = /^([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]$/;
const VALUE = /^(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?$/;
const UUID = /^[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}$/i;
const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=|[A-Za-z0-9+/]{4})$/;

/** Lengths count bytes, as on the server. */
function longerThan(text: string, limit: number): readonly string[] {
  return new TextEncoder().encode(text).length > limit ? [`must have at most ${limit} bytes`] : [];
}

function bounded(limit: number, pattern: RegExp, problem: string): Check {
  return (text) => [...longerThan(text, limit), ...(pattern.test(text) ? [] : [problem])];
}

/** For prefixes a dash at the end is as good as a letter (k8s.io/apimachinery pkg/api/validation, maskTrailingDash). */
function prefix(check: Check): Check {
  return (text) => check(text.length > 1 && text.endsWith('-') ? `${text.slice(0, -2)}a` : text);
}

function either(holds: (text: string) => boolean, problem: string): Check {
  return (text) => (holds(text) ? [] : [problem]);
}

const label = bounded(63, LABEL, 'must be lower-case letters, digits and `-`, with a letter or digit at both ends');
const label1035 = bounded(
  63,
  LABEL_1035,
  'must be lower-case letters, digits and `-`, with a letter first and no `-` last',
);
const subdomain = bounded(
  253,
  SUBDOMAIN,
  'must be labels of lower-case letters, digits and `-`, with dots between them',
);

function qualifiedName(text: string): readonly string[] {
  const parts = text.split('/');
  if (parts.length > 2) return ['must be a name, or a prefix and a name with `/` between them'];
  const [name = '', front] = parts.length === 2 ? [parts[1], parts[0]] : [parts[0]];
  const ofFront = front === undefined ? [] : front === '' ? ['must have a prefix before `/`'] : subdomain(front);
  const empty = name === '' ? ['must have a name'] : longerThan(name, 63);
  const odd = NAME.test(name) ? [] : ['must be letters, digits, `-`, `_` and `.`, with a letter or digit at both ends'];
  return [...ofFront, ...empty, ...odd];
}

function isDateTime(text: string): boolean {
  const [date = '', time] = text.toLowerCase().split('t');
  const [, hour = '', minute = '', second = ''] =
    /^(\d\d):(\d\d):(\d\d)(.\d+)?(z|([+-]\d\d:\d\d))$/.exec(time ?? '') ?? [];
  return hour !== '' && hour <= '23' && minute <= '59' && second <= '59' && parseDate(date) !== undefined;
}

/** Checks by the name of the format. */
export const FORMATS: ReadonlyMap<string, Check> = new Map<string, Check>([
  ['dns1123Label', label],
  ['dns1123Subdomain', subdomain],
  ['dns1035Label', label1035],
  ['qualifiedName', qualifiedName],
  ['dns1123LabelPrefix', prefix(label)],
  ['dns1123SubdomainPrefix', prefix(subdomain)],
  ['dns1035LabelPrefix', prefix(label1035)],
  ['labelValue', bounded(63, VALUE, 'must be letters, digits, `-`, `_` and `.`, with a letter or digit at both ends')],
  ['uri', either(isUrl, 'must be a URI')],
  ['uuid', either((text) => UUID.test(text), 'must be a UUID')],
  ['byte', either((text) => BASE64.test(text), 'must be base64')],
  ['date', either((text) => parseDate(text) !== undefined, 'must be a date')],
  ['datetime', either(isDateTime, 'must be a date with time')],
]);

/** What a format finds wrong with a text; nothing where it fits. */
export function problemsOf(name: string, text: string): readonly string[] {
  return FORMATS.get(name)?.(text) ?? [];
}
