// A Decision to the response of an AdmissionReview: denial, warnings, audit annotations, each within its limit. Decides nothing.
import type { Change } from '../../change/change.ts';
import type { Decision, EvaluationError, Finding } from '../../engine/decision.ts';

/** The response as the API server reads it (admission.k8s.io/v1). */
export interface AdmissionResponse {
  readonly uid: string;
  readonly allowed: boolean;
  readonly status?: { readonly code: number; readonly reason: string; readonly message: string };
  readonly warnings?: readonly string[];
  readonly auditAnnotations?: Readonly<Record<string, string>>;
}

/** The whole answer. */
export interface AnsweredReview {
  readonly apiVersion: 'admission.k8s.io/v1';
  readonly kind: 'AdmissionReview';
  readonly response: AdmissionResponse;
}

/** Characters (code points, as kube-apiserver counts runes) of one warning, and of all warnings of an answer. */
const WARNING_CHARACTERS = 256;
const WARNINGS_CHARACTERS = 4_096;
/** Characters of a denial. Controllers copy the first 1,024 into events, hence the reasons in the first line. */
const MESSAGE_CHARACTERS = 4_096;
const FIRST_LINE_CHARACTERS = 512;
/** UTF-8 bytes of one audit annotation. */
const ANNOTATION_BYTES = 4_096;

/** The answer to a review that was judged. */
export function answerReview(uid: string, change: Change, decision: Decision): AnsweredReview {
  const effective = decision.findings.filter((finding) => finding.exemption === undefined);
  const denials = entriesOf(effective, decision.errors, 'deny');
  const warnings = limitWarnings(
    entriesOf(effective, decision.errors, 'warn').map(({ label, message }) => `${label}: ${message}`),
  );
  const denied = decision.verdict === 'deny';
  return review({
    uid,
    allowed: !denied,
    ...(denied && { status: { code: 403, reason: 'Forbidden', message: denialOf(change, denials) } }),
    ...(warnings.length > 0 && { warnings }),
    auditAnnotations: annotationsOf(decision, effective),
  });
}

/** A well-formed denial of a review that could not be judged: the request's own fault (400, 413) or ours (500, 503). */
export function refuseReview(
  uid: string,
  code: keyof typeof REASONS,
  message: string,
  bundle?: string,
): AnsweredReview {
  const reason = REASONS[code];
  return review({
    uid,
    allowed: false,
    status: { code, reason, message: cut(oneLine(message), MESSAGE_CHARACTERS) },
    ...(bundle !== undefined && { auditAnnotations: { bundle } }),
  });
}

/** Reasons of a Status, as the API server itself gives them. */
const REASONS = {
  400: 'BadRequest',
  413: 'RequestEntityTooLarge',
  500: 'InternalError',
  503: 'ServiceUnavailable',
} as const;

/** Codes that a refusal may have. */
export type RefusalCode = keyof typeof REASONS;

/** Whether a status is one that a refusal may have. */
export function isRefusalCode(status: number): status is RefusalCode {
  return status in REASONS;
}

function review(response: AdmissionResponse): AnsweredReview {
  return { apiVersion: 'admission.k8s.io/v1', kind: 'AdmissionReview', response };
}

interface Entry {
  readonly policy: string;
  /** `policy/rule`. */
  readonly label: string;
  readonly message: string;
  readonly details: string;
}

function entriesOf(
  findings: readonly Finding[],
  errors: readonly EvaluationError[],
  enforcement: 'deny' | 'warn',
): readonly Entry[] {
  return [
    ...findings
      .filter((finding) => finding.enforcement === enforcement)
      .map(({ policy, rule, message, pointer, remediation }) => ({
        policy,
        label: `${policy}/${rule}`,
        message: oneLine(message),
        details: oneLine(`${pointer === '' ? '' : ` (at ${pointer})`}; ${remediation}`),
      })),
    ...errors
      .filter((error) => error.enforcement === enforcement)
      .map(({ policy, rule, code, message }) => ({
        policy,
        label: rule === undefined ? policy : `${policy}/${rule}`,
        message: oneLine(`could not be judged: ${message} (${code})`),
        details: '',
      })),
  ];
}

/** Reasons first: who is denied and by which policies; then a line for each finding, as many as fit. */
function denialOf(change: Change, denials: readonly Entry[]): string {
  const policies = [...new Set(denials.map(({ policy }) => policy))];
  const first = oneLine(`${describe(change)} is denied by ${policies.join(', ')}: ${denials[0]?.message ?? ''}`);
  const head = cut(first, FIRST_LINE_CHARACTERS);
  const lines = denials.map(({ label, message, details }) => `- ${label}: ${message}${details}`);
  return withinLimit([head, ...lines], MESSAGE_CHARACTERS, (left) => `… and ${left} more`).join('\n');
}

/** The object as people name it: kind and `namespace/name`. */
function describe({ gvk, namespace, name, object, oldObject, subresource }: Change): string {
  const metadata = (object ?? oldObject)?.['metadata'];
  const prefix = typeof metadata === 'object' && metadata !== null && 'generateName' in metadata ? metadata : undefined;
  const shown = name !== '' ? name : `${String(prefix?.['generateName'] ?? '')}*`;
  const place = namespace && gvk.kind !== 'Namespace' ? `${namespace}/` : '';
  return `${gvk.kind} \`${place}${shown}\`${subresource === undefined ? '' : ` (${subresource})`}`;
}

function limitWarnings(warnings: readonly string[]): readonly string[] {
  const short = warnings.map((warning) => cut(warning, WARNING_CHARACTERS));
  return withinLimit(short, WARNINGS_CHARACTERS, (left) => `… and ${left} more warning${left === 1 ? '' : 's'}`);
}

/** As many texts as fit into `limit` characters (each with one for a separator), and a note on what was left out. */
function withinLimit(texts: readonly string[], limit: number, note: (left: number) => string): readonly string[] {
  const lengths = texts.map((text) => characters(text) + 1);
  if (sum(lengths) <= limit) return texts;
  const room = limit - characters(note(texts.length)) - 1;
  let used = 0;
  const fitting = lengths.findIndex((length) => {
    used += length;
    return used > room;
  });
  return [...texts.slice(0, fitting), note(texts.length - fitting)];
}

function annotationsOf(decision: Decision, effective: readonly Finding[]): Readonly<Record<string, string>> {
  const audited = effective
    .filter(({ enforcement }) => enforcement === 'audit')
    .map(({ policy, rule, pointer, message }) => ({ policy, rule, pointer, message }));
  const errors = decision.errors.map(({ policy, rule, code, message }) => ({ policy, rule, code, message }));
  return {
    bundle: decision.bundle,
    ...(audited.length > 0 && { audit: jsonWithin(audited, ANNOTATION_BYTES) }),
    ...(errors.length > 0 && { errors: jsonWithin(errors, ANNOTATION_BYTES) }),
  };
}

/** A JSON list that is always whole: items that do not fit are counted in a last one, `{"omitted": n}`. */
function jsonWithin(items: readonly object[], limit: number): string {
  const texts = items.map((item) => JSON.stringify(item));
  const whole = `[${texts.join(',')}]`;
  if (bytes(whole) <= limit) return whole;
  const omitted = (count: number) => JSON.stringify({ omitted: count });
  let used = 2 + bytes(omitted(items.length));
  const fitting = texts.findIndex((text) => {
    used += bytes(text) + 1;
    return used > limit;
  });
  return `[${[...texts.slice(0, fitting), omitted(items.length - fitting)].join(',')}]`;
}

/** Warning headers and the first line must hold no line break or other control character. */
function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ');
}

/** Cuts by whole code points; what was cut is marked. */
function cut(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const points = Array.from(text);
  return points.length <= limit ? text : `${points.slice(0, limit - 1).join('')}…`;
}

const characters = (text: string): number => Array.from(text).length;
const encoder = new TextEncoder();
const bytes = (text: string): number => encoder.encode(text).length;
const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);
