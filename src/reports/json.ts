// The report for scripts. Its shape is part of the contract (section 4): keys are only ever added.
import type { Report, ReportedError, ReportedFinding, ReportedObject } from './report.ts';
import { visibleJson } from './visible.ts';

/** Renders as indented JSON; characters that are unsafe to print are escaped, which changes no value. */
export function json(report: Report): string {
  const { version, bundle, gate, kubernetes, summary, findings, errors, unjudged } = report;
  const { files, objects, denied, warned, audited, exempted, ignored } = summary;
  const document = {
    sallyport: version,
    bundle,
    gate,
    kubernetes,
    summary: {
      files,
      objects,
      denied,
      warned,
      audited,
      exempted,
      errors: summary.errors,
      unjudged: summary.unjudged,
      ignored,
    },
    findings: findings.map(findingJson),
    errors: errors.map(errorJson),
    unjudged: unjudged.map(({ policy, rule, reason, count }) => ({ policy, rule, reason, count })),
  };
  return `${visibleJson(JSON.stringify(document, null, 2))}\n`;
}

function findingJson(finding: ReportedFinding) {
  const { policy, rule, category, severity, enforcement, message, remediation, operation, pointer } = finding;
  return {
    policy,
    rule,
    category,
    severity,
    enforcement,
    message,
    remediation,
    operation,
    object: objectJson(finding.object),
    pointer,
    location: locationJson(finding.location),
    exemption: finding.exemption ?? null,
  };
}

/** An error in reading has code, message and location; one of a policy says as well whose, on what, and how it counts. */
function errorJson({ code, message, location, policy, rule, object, enforcement }: ReportedError) {
  return {
    code,
    message,
    location: locationJson(location),
    ...(policy === undefined ? {} : { policy, rule: rule ?? null, enforcement }),
    ...(object === undefined ? {} : { object: objectJson(object) }),
  };
}

function objectJson({ apiVersion, kind, namespace, name }: ReportedObject): ReportedObject {
  return { apiVersion, kind, namespace, name };
}

function locationJson(location: ReportedFinding['location']) {
  return location && { file: location.file, line: location.line, column: location.column };
}
