// The report as GitHub Actions workflow commands, which become annotations on the changed lines.
// Source: https://docs.github.com/actions/reference/workflow-commands-for-github-actions
import type { Location, Report, ReportedFinding } from './report.ts';
import { count, objectName, ruleName, summaryLine } from './summary.ts';
import { visible } from './visible.ts';

const COMMANDS = { deny: 'error', warn: 'warning', audit: 'notice' } as const;

/** Renders one command a finding and an error, then the summary as a plain line. */
export function github(report: Report): string {
  const lines = [
    ...report.findings.map(findingCommand),
    ...report.errors.map(({ code, message, enforcement, policy, rule, object, location }) =>
      command(
        COMMANDS[enforcement],
        location,
        `could not judge (${code})`,
        [message, ...(policy === undefined ? [] : [about(object && objectName(object), policy, rule)])].join('\n'),
      ),
    ),
    ...report.unjudged.map(
      ({ policy, rule, reason, count: objects }) =>
        `not judged: ${ruleName(policy, rule)} on ${count(objects, 'object')}: ${visible(reason)}`,
    ),
    `bundle ${report.bundle}`,
    summaryLine(report),
  ];
  return `${lines.join('\n')}\n`;
}

function findingCommand(finding: ReportedFinding): string {
  const { policy, rule, enforcement, message, remediation, exemption, object, location } = finding;
  const lines = [message, about(objectName(object), policy, rule)];
  if (exemption !== undefined) lines.push(`exempted by ${exemption}`);
  else if (remediation !== '') lines.push(`fix: ${remediation}`);
  const kind = exemption === undefined ? COMMANDS[enforcement] : 'notice';
  return command(kind, location, ruleName(policy, rule), lines.join('\n'));
}

function about(object: string | undefined, policy: string, rule: string | undefined): string {
  return [...(object === undefined ? [] : [object]), ruleName(policy, rule)].join(', ');
}

function command(kind: string, location: Location | null, title: string, message: string): string {
  const place = location ? [`file=${property(location.file)}`, `line=${location.line}`, `col=${location.column}`] : [];
  return `::${kind} ${[...place, `title=${property(title)}`].join(',')}::${data(message)}`;
}

/** A command's text: a percent sign, CR and LF are percent-encoded, as the runner decodes them; nothing else may steer a log. */
function data(value: string): string {
  return value
    .split(/(\r|\n)/)
    .map((part) => (part === '\n' ? '%0A' : part === '\r' ? '%0D' : visible(part).replaceAll('%', '%25')))
    .join('');
}

/** A property's value: a colon and a comma would end it. */
function property(value: string): string {
  return data(value).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
