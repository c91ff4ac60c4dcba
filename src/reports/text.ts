// The report for people: findings by file, then what could not be judged, then one line that sums up. Audit findings are only counted.

import { type Paint, painter, type Style } from './colour.ts';
import type { ReportOptions } from './options.ts';
import type { Location, Report, ReportedError, ReportedFinding } from './report.ts';
import { count, objectName, outcomeOf, ruleName, summaryLine } from './summary.ts';
import { visible } from './visible.ts';

const INDENT = '    ';
const LABELS: Readonly<Record<string, Style>> = { deny: 'red', warn: 'yellow', error: 'red', exempt: 'dim' };
const OUTCOMES = {
  denied: 'red',
  'could not judge': 'red',
  warned: 'yellow',
  passed: 'green',
  'nothing to check': 'yellow',
} as const;

/** Renders for people, wrapped to the width. */
export function text(report: Report, { colour, width }: ReportOptions): string {
  const paint = painter(colour);
  const shown = report.findings.filter(({ enforcement }) => enforcement !== 'audit');
  const blocks = [
    ...byFile(shown).map((group) => fileBlock(group, width, paint)),
    errorBlock(report.errors, width, paint),
  ];
  const tail = [
    ...report.unjudged.map(({ policy, rule, reason, count: objects }) =>
      paint(
        'dim',
        fold(`not judged: ${ruleName(policy, rule)} on ${count(objects, 'object')}: ${visible(reason)}`, width),
      ),
    ),
    paint('dim', `bundle ${report.bundle}`),
    paint(OUTCOMES[outcomeOf(report)], summaryLine(report)),
  ];
  return `${[...blocks, tail.join('\n')].filter((block) => block !== '').join('\n\n')}\n`;
}

function byFile(findings: readonly ReportedFinding[]): ReportedFinding[][] {
  const groups = new Map<string | undefined, ReportedFinding[]>();
  for (const finding of findings) {
    const group = groups.get(finding.location?.file);
    if (group) group.push(finding);
    else groups.set(finding.location?.file, [finding]);
  }
  return [...groups.values()];
}

/** Neighbours that differ only in place and message share the lines below them. */
function fileBlock(findings: readonly ReportedFinding[], width: number, paint: Paint): string {
  return findings
    .map((finding, index) => {
      const label = finding.exemption === undefined ? finding.enforcement : 'exempt';
      const head = headline(placeOf(finding), label, finding.message, width, paint);
      const next = findings[index + 1];
      return next && sameTrailer(finding, next) ? head : [head, ...trailer(finding, width, paint)].join('\n');
    })
    .join('\n');
}

function sameTrailer(one: ReportedFinding, other: ReportedFinding): boolean {
  return (
    (['policy', 'rule', 'enforcement', 'severity', 'remediation', 'exemption'] as const).every(
      (key) => one[key] === other[key],
    ) && objectName(one.object) === objectName(other.object)
  );
}

function trailer(finding: ReportedFinding, width: number, paint: Paint): string[] {
  const { object, policy, rule, severity, remediation, exemption, operation } = finding;
  const deleted = operation === 'DELETE' ? ', deleted' : '';
  const about = `${objectName(object)}${deleted}, ${ruleName(policy, rule)}, severity ${severity}`;
  const lines = [INDENT + paint('dim', fold(about, width))];
  if (exemption !== undefined) lines.push(INDENT + fold(`exempted by ${visible(exemption)}`, width));
  else if (remediation !== '')
    lines.push(`${INDENT}${paint('cyan', 'fix:')} ${fold(visible(remediation), width, 'fix: '.length)}`);
  return lines;
}

function errorBlock(errors: readonly ReportedError[], width: number, paint: Paint): string {
  return errors
    .map(({ code, message, enforcement, policy, rule, object, location }) => {
      const lines = [headline(location ? print(location) : '', 'error', `${code}: ${message}`, width, paint)];
      const about = [
        ...(object ? [objectName(object)] : []),
        ...(policy === undefined ? [] : [ruleName(policy, rule)]),
        enforcement === 'deny' ? 'not judged, so it does not pass' : 'not judged, counts as a warning',
      ];
      return [...lines, INDENT + paint('dim', fold(about.join(', '), width))].join('\n');
    })
    .join('\n');
}

function headline(place: string, label: string, message: string, width: number, paint: Paint): string {
  const before = place === '' ? '' : `${place}  `;
  const words = fold(visible(message), width, before.length + label.length + 2 - INDENT.length);
  const gap = words.startsWith('\n') ? '' : '  ';
  return `${before === '' ? '' : `${paint('bold', place)}  `}${paint(LABELS[label] ?? 'bold', label)}${gap}${words}`;
}

/** Where a finding is: its place in a file, else the object and the pointer. */
function placeOf({ location, object, pointer }: ReportedFinding): string {
  return location ? print(location) : visible(`${objectName(object)} ${pointer}`);
}

/** `file:line:column`, as editors and terminals link it. */
function print({ file, line, column }: Location): string {
  return `${visible(file)}:${line}:${column}`;
}

/** Wraps at spaces, further lines indented; `taken` columns of the first line are in use (beyond the indent). */
function fold(words: string, width: number, taken = 0): string {
  const room = Math.max(width - INDENT.length, 20);
  const lines: string[] = [];
  let line = '';
  let left = room - taken;
  for (const word of words.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > left) {
      lines.push(line);
      line = word;
      left = room;
    } else if (line === '' && lines.length === 0 && word.length > left && taken > 0) {
      // Nothing fits beside a long place: the message begins on the next line.
      lines.push('');
      line = word;
      left = room;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line].join(`\n${INDENT}`);
}
