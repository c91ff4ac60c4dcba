// `sallyport template schema`: the JSON Schema of manifests that conform to a template, for editors.
import { manifestSchema } from '../../template/manifest-schema.ts';
import { EXIT, type Invocation, UsageError } from '../command.ts';
import { writeResult } from '../output.ts';
import { openTemplates, printProblems, templateNamed } from './surroundings.ts';

/** Exit code 0, or 2 when a template cannot be read. */
export async function run(invocation: Invocation): Promise<number> {
  const { words, one, io } = invocation;
  const [name, more] = words;
  if (name === undefined || more !== undefined)
    throw new UsageError('`template schema` needs the name of one template');
  const opened = openTemplates(invocation);
  if (!opened.ok) return printProblems(opened.problems, io);
  const { template } = templateNamed(name, opened.around);
  writeResult(one('output'), `${JSON.stringify(manifestSchema(template), null, 2)}\n`, io);
  return EXIT.passed;
}
