// What the demo sends to the webhook, and how its answers are compared with the git gate's report. Starts nothing, prints nothing.

/** The part of a finding in `check --format json` that the demo reads. */
export interface GitFinding {
  readonly policy: string;
  readonly rule: string;
  readonly category: string;
  readonly enforcement: 'deny' | 'warn' | 'audit';
  readonly message: string;
  readonly remediation: string;
  readonly pointer: string;
  readonly object: {
    readonly apiVersion: string;
    readonly kind: string;
    readonly namespace: string | null;
    readonly name: string;
  };
  readonly location: { readonly file: string; readonly line: number; readonly column: number } | null;
  readonly exemption: string | null;
}

/** One object of a manifest. */
export interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name?: string; readonly namespace?: string };
}

/** The part of an AdmissionReview's response that the demo reads. */
export interface Response {
  readonly allowed: boolean;
  readonly status?: { readonly message?: string };
  readonly warnings?: readonly string[];
  readonly auditAnnotations?: Readonly<Record<string, string>>;
}

/** One finding as both gates can say it. */
export interface Line {
  readonly enforcement: 'deny' | 'warn' | 'audit';
  readonly text: string;
  /** `file:line` where the git gate has it. */
  readonly place?: string;
}

/** One finding, and the gates that have it. */
export interface Compared extends Line {
  readonly gates: 'both' | 'git' | 'webhook';
}

/** Whether a finding is about the text, or what the API server would say of it: at the cluster the server says that itself. */
export function isOfText({ category }: GitFinding): boolean {
  return category === 'kubernetes';
}

/** Names an object: `Deployment shop/web`. */
export function nameOf({ kind, metadata }: Manifest): string {
  return `${kind} ${metadata.namespace === undefined ? '' : `${metadata.namespace}/`}${metadata.name ?? ''}`;
}

/** The review that the API server would send when this object is created. */
export function reviewOf(object: Manifest, uid: string): object {
  const [version = '', group = ''] = object.apiVersion.split('/').reverse();
  const { name, namespace } = object.metadata;
  return {
    apiVersion: 'admission.k8s.io/v1',
    kind: 'AdmissionReview',
    request: {
      uid,
      kind: { group, version, kind: object.kind },
      resource: { group, version, resource: `${object.kind.toLowerCase()}s` },
      // A Namespace is reviewed in itself.
      ...(object.kind === 'Namespace' ? { namespace: name } : namespace === undefined ? {} : { namespace }),
      ...(name === undefined ? {} : { name }),
      operation: 'CREATE',
      userInfo: { username: 'demo', groups: ['system:authenticated'] },
      object,
      oldObject: null,
      dryRun: false,
      options: { apiVersion: 'meta.k8s.io/v1', kind: 'CreateOptions' },
    },
  };
}

/** The git gate's findings on an object. What an exemption excuses is left out: a webhook does not mention it. */
export function gitLines(object: Manifest, findings: readonly GitFinding[]): readonly Line[] {
  return findings
    .filter(
      (finding) =>
        finding.exemption === null &&
        finding.object.apiVersion === object.apiVersion &&
        finding.object.kind === object.kind &&
        finding.object.name === object.metadata.name &&
        (object.kind === 'Namespace' || (finding.object.namespace ?? '') === (object.metadata.namespace ?? '')),
    )
    .map(({ policy, rule, enforcement, message, pointer, location }) => ({
      enforcement,
      text: textOf(`${policy}/${rule}`, message, enforcement === 'deny' ? pointer : '', enforcement === 'warn'),
      ...(location && { place: `${location.file}:${location.line}` }),
    }));
}

/** What the webhook said of an object, finding by finding, taken out of the denial, the warnings and the audit annotation. */
export function webhookLines(response: Response, findings: readonly GitFinding[]): readonly Line[] {
  const remediations = [...new Set(findings.map(({ remediation }) => `; ${remediation}`))];
  const denials = (response.status?.message ?? '').split('\n').filter((line) => line.startsWith('- '));
  const audited = JSON.parse(response.auditAnnotations?.['audit'] ?? '[]') as GitFinding[];
  return [
    ...denials.map((line) => {
      const end = remediations.find((remediation) => line.endsWith(remediation));
      return { enforcement: 'deny' as const, text: line.slice(2, end ? -end.length : undefined) };
    }),
    ...(response.warnings ?? []).map((text) => ({ enforcement: 'warn' as const, text })),
    ...audited.map(({ policy, rule, message }) => ({
      enforcement: 'audit' as const,
      text: textOf(`${policy}/${rule}`, message, ''),
    })),
  ];
}

/** Both lists as one: what both gates have first has the place of the git gate. */
export function compareLines(git: readonly Line[], webhook: readonly Line[]): readonly Compared[] {
  const left = [...webhook];
  const ofGit = git.map((line): Compared => {
    const index = left.findIndex(({ enforcement, text }) => enforcement === line.enforcement && text === line.text);
    if (index >= 0) left.splice(index, 1);
    return { ...line, gates: index >= 0 ? 'both' : 'git' };
  });
  return [...ofGit, ...left.map((line): Compared => ({ ...line, gates: 'webhook' }))];
}

/** What a gate decides by these findings. */
export function verdictOf(lines: readonly Line[]): 'deny' | 'warn' | 'allow' {
  if (lines.some(({ enforcement }) => enforcement === 'deny')) return 'deny';
  return lines.some(({ enforcement }) => enforcement === 'warn') ? 'warn' : 'allow';
}

/** Characters of one warning: the webhook cuts it there, as clients would. */
const WARNING = 256;

function textOf(label: string, message: string, pointer: string, isWarning = false): string {
  const text = `${label}: ${message}${pointer === '' ? '' : ` (at ${pointer})`}`;
  const points = Array.from(text);
  return isWarning && points.length > WARNING ? `${points.slice(0, WARNING - 1).join('')}…` : text;
}
