// `sallyport template check`: sets of manifests against their templates. A gate judges one object at a time; here whole sets are seen,
// so that what is missing, superfluous or at odds among objects is found, too.
import { EXIT, type Invocation } from '../command.ts';
import { type DriftReport, driftJson, driftText, isClean } from './drift-report.ts';
import { readPaths } from './manifests.ts';
import { solveAll } from './sets.ts';
import { openTemplates, printProblems } from './surroundings.ts';

/** Exit code 0 when all sets conform, 1 when one drifts, 2 when something could not be read or judged. */
export async function run(invocation: Invocation): Promise<number> {
  const { words, one, io } = invocation;
  const opened = openTemplates(invocation);
  if (!opened.ok) return printProblems(opened.problems, io);
  const { around } = opened;
  const read = await readPaths(words, around, io);
  const estate = await solveAll(read.objects, around, invocation);
  const report: DriftReport = {
    version: io.version,
    sets: estate.sets,
    problems: [...read.problems, ...estate.problems],
    files: read.files.size,
    objects: read.objects.length,
    others: estate.others.length,
  };
  io.stdout(one('format') === 'json' ? driftJson(report) : driftText(report, io.colour));
  if (estate.sets.length === 0 && isClean(report))
    io.stderr('sallyport: no object has a template: a label names one, or its `appliesTo`, or --template\n');
  const failed = report.problems.length > 0 || estate.sets.some(({ solution }) => solution.failures.length > 0);
  if (failed) return EXIT.unjudged;
  return isClean(report) ? EXIT.passed : EXIT.denied;
}
