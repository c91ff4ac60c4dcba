// The report as SARIF 2.1.0 for code scanning. Source of the format: https://docs.oasis-open.org/sarif/sarif/v2.1.0/
// Enforcement gives the level, severity gives `security-severity`; exempted findings are suppressed results; errors are notifications.
import { parseApiVersion } from '../kube/gvk.ts';
import type { Location, PolicyOutline, Report, ReportedError, ReportedFinding, ReportedObject } from './report.ts';
import { ruleName } from './summary.ts';
import { visible, visibleJson } from './visible.ts';

const SCHEMA = 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json';
const LEVELS = { deny: 'error', warn: 'warning', audit: 'note' } as const;

/**
 * Scores in the middle of the ranges by which GitHub names them: over 9 critical, 7 to 8.9 high, 4 to 6.9 medium, else low.
 * Source: https://docs.github.com/code-security/reference/code-scanning/sarif-support-for-code-scanning
 */
const SCORES = { critical: '9.5', high: '8.0', medium: '5.5', low: '2.0' } as const;

/** Files are relative to the repository's root; where that is, is for the reader to know. */
const BASE = '%SRCROOT%';

/** Renders one SARIF log with one run. */
export function sarif(report: Report): string {
  const rules = ruleTable(report);
  const codes = [...new Set(report.errors.map(({ code }) => code))];
  const log = {
    $schema: SCHEMA,
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'Sallyport',
            version: report.version,
            semanticVersion: report.version,
            rules: [...rules.values()].map(({ descriptor }) => descriptor),
            notifications: codes.map((id) => ({ id })),
          },
        },
        invocations: [
          {
            executionSuccessful: !report.errors.some(({ enforcement }) => enforcement === 'deny'),
            toolExecutionNotifications: [
              ...report.errors.map(errorNotification),
              ...report.unjudged.map(unjudgedNotification),
            ],
          },
        ],
        originalUriBaseIds: {
          [BASE]: { description: { text: 'root of the repository, outside of one the working directory' } },
        },
        columnKind: 'utf16CodeUnits',
        results: report.findings.map((finding) => resultOf(finding, rules)),
        properties: {
          bundle: report.bundle,
          gate: report.gate,
          kubernetes: report.kubernetes,
          summary: report.summary,
        },
      },
    ],
  };
  return `${visibleJson(JSON.stringify(log, null, 2))}\n`;
}

interface RuleEntry {
  readonly index: number;
  readonly descriptor: Record<string, unknown>;
}

/** A descriptor for each policy and rule that has a finding, in order of their first finding. */
function ruleTable(report: Report): Map<string, RuleEntry> {
  const outlines = new Map(report.policies.map((policy) => [policy.name, policy]));
  const table = new Map<string, RuleEntry>();
  for (const finding of report.findings) {
    const id = ruleName(finding.policy, finding.rule);
    if (!table.has(id))
      table.set(id, { index: table.size, descriptor: descriptorOf(id, finding, outlines.get(finding.policy)) });
  }
  return table;
}

function descriptorOf(
  id: string,
  finding: ReportedFinding,
  outline: PolicyOutline | undefined,
): Record<string, unknown> {
  const title = outline?.title ?? finding.policy;
  const remediation = outline?.remediation ?? finding.remediation;
  const why = outline?.why;
  const help = [title, ...(why ? [`Why: ${why}`] : []), ...(remediation ? [`Fix: ${remediation}`] : [])].map(visible);
  const helpUri = outline?.references.find((reference) => /^https?:\/\/[^\s<>"{}|\\^`\u0080-\uffff]+$/.test(reference));
  return {
    id,
    name: finding.policy,
    shortDescription: { text: literal(title) },
    fullDescription: { text: literal(why ?? title) },
    help: { text: literal(help.join('\n')), markdown: help.join('\n\n') },
    ...(helpUri === undefined ? {} : { helpUri }),
    defaultConfiguration: { level: LEVELS[finding.enforcement] },
    properties: {
      tags: [...new Set(['security', finding.category])],
      'security-severity': SCORES[finding.severity],
      severity: finding.severity,
    },
  };
}

function resultOf(finding: ReportedFinding, rules: ReadonlyMap<string, RuleEntry>) {
  const { policy, rule, enforcement, message, remediation, object, operation, pointer, severity, exemption } = finding;
  const id = ruleName(policy, rule);
  return {
    ruleId: id,
    ruleIndex: rules.get(id)!.index,
    level: LEVELS[enforcement],
    message: { text: literal(remediation === '' ? message : `${message}\nfix: ${remediation}`) },
    locations: [{ ...physical(finding.location), logicalLocations: [logical(object)] }],
    partialFingerprints: { 'sallyport/v1': fingerprint(finding) },
    ...(exemption === undefined
      ? {}
      : { suppressions: [{ kind: 'external', status: 'accepted', justification: `exempted by ${exemption}` }] }),
    properties: { enforcement, severity, operation, pointer },
  };
}

/** The same finding on the same object, whatever its file, line and API version. */
function fingerprint({ policy, rule, object, pointer }: ReportedFinding): string {
  const { group } = parseApiVersion(object.apiVersion);
  return [policy, rule, group, object.kind, object.namespace ?? '', object.name, pointer].map(encoded).join('|');
}

function errorNotification({ code, message, enforcement, policy, rule, object, location }: ReportedError) {
  const place = { ...physical(location), ...(object ? { logicalLocations: [logical(object)] } : {}) };
  return {
    descriptor: { id: code },
    level: LEVELS[enforcement],
    message: { text: literal(message) },
    ...(Object.keys(place).length > 0 ? { locations: [place] } : {}),
    ...(policy === undefined ? {} : { associatedRule: { id: ruleName(policy, rule) } }),
  };
}

function unjudgedNotification({ policy, rule, reason, count }: Report['unjudged'][number]) {
  return {
    level: 'note',
    message: { text: literal(`not judged on ${count} objects: ${reason}`) },
    associatedRule: { id: ruleName(policy, rule) },
  };
}

function physical(location: Location | null) {
  if (!location) return {};
  const { file, line, column } = location;
  const path = file.split('/').map(encoded).join('/');
  const artifactLocation = file.startsWith('/') ? { uri: `file://${path}` } : { uri: path, uriBaseId: BASE };
  return { physicalLocation: { artifactLocation, region: { startLine: line, startColumn: column } } };
}

function logical({ apiVersion, kind, namespace, name }: ReportedObject) {
  return { name, fullyQualifiedName: [apiVersion, kind, namespace, name].filter(Boolean).join('/'), kind: 'object' };
}

/** Percent-encoding of one path segment; half a surrogate pair, which has no UTF-8, becomes U+FFFD. */
function encoded(text: string): string {
  return encodeURIComponent(
    text.replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, '\ufffd'),
  );
}

/** SARIF reads `{0}` as a placeholder and `[text](target)` as a link (3.11.5, 3.11.6): user text must be neither. */
function literal(text: string): string {
  return text.replace(/\{(\d+)\}/g, '{{$1}}').replaceAll('](', '\\](');
}
