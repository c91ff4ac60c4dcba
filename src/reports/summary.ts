// The one line that sums a run up, and the words for objects and rules that several reports share.
import type { Report, ReportedObject } from './report.ts';
import { visible } from './visible.ts';

/** How a run ended, for people; the exit code is the command's. */
export type Outcome = 'denied' | 'could not judge' | 'warned' | 'passed' | 'nothing to check';

/** The outcome of a run. What could not be judged weighs more than a denial (as exit code 2 does more than 1). */
export function outcomeOf({ summary, errors }: Report): Outcome {
  if (errors.some(({ enforcement }) => enforcement === 'deny')) return 'could not judge';
  if (summary.denied > 0) return 'denied';
  if (summary.warned > 0 || errors.length > 0) return 'warned';
  return summary.objects === 0 ? 'nothing to check' : 'passed';
}

/** `denied: 3 objects in 1 file, 2 denied, 1 warned`; counts of zero are left out. */
export function summaryLine(report: Report): string {
  const { files, objects, denied, warned, audited, exempted, errors, unjudged, ignored } = report.summary;
  const counts = [
    report.gate === 'admission' || report.gate === 'audit'
      ? count(objects, 'object')
      : `${count(objects, 'object')} in ${count(files, 'file')}`,
    ...(denied > 0 ? [`${denied} denied`] : []),
    ...(warned > 0 ? [`${warned} warned`] : []),
    ...(audited > 0 ? [`${audited} audited`] : []),
    ...(exempted > 0 ? [`${exempted} exempted`] : []),
    ...(errors > 0 ? [count(errors, 'error')] : []),
    ...(unjudged > 0 ? [`${count(unjudged, 'rule')} not judged`] : []),
    ...(ignored > 0 ? [`${count(ignored, 'document')} ignored`] : []),
  ];
  return `${outcomeOf(report)}: ${counts.join(', ')}`;
}

/** `Deployment shop/web`; a namespace that is not known is left out. */
export function objectName({ kind, namespace, name }: ReportedObject): string {
  return visible(`${kind} ${namespace ? `${namespace}/` : ''}${name || '(generated name)'}`);
}

/** `policy/rule`, or the policy alone. */
export function ruleName(policy: string, rule: string | undefined): string {
  return visible(rule === undefined ? policy : `${policy}/${rule}`);
}

/** `1 file`, `2 files`. */
export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
