// `sallyport template test`: runs the cases of templates and prints what differs. Judging is the suite's work.
import { DEFAULT_KUBERNETES_VERSION } from '../../bundle/api-data.ts';
import { modelMaker } from '../../bundle/api-model.ts';
import { type LocatedProblem, problemAt } from '../../bundle/documents.ts';
import type { PolicySource } from '../../bundle/sources.ts';
import { loadTemplates } from '../../bundle/template-documents.ts';
import type { LoadedTemplate } from '../../bundle/templates.ts';
import { quoted } from '../../kube/quoted.ts';
import { closest } from '../../kube/suggestion.ts';
import { runTemplateCases, type TemplateTestSpec, templateGaps } from '../../suite/template-cases.ts';
import { EXIT, type Invocation } from '../command.ts';
import { printProblems } from './surroundings.ts';
import { count } from './table.ts';

/** Exit code 0 when all cases hold and nothing is left open, 1 when a case or a gap fails, 2 when a document cannot be read. */
export async function run({ words, has, io }: Invocation): Promise<number> {
  const sources: readonly PolicySource[] = (words.length > 0 ? words : ['policies']).map((word) =>
    word.startsWith('pack:') ? { pack: word.slice('pack:'.length) } : { path: word },
  );
  const { own, shipped, documents, problems } = loadTemplates(sources);
  const tests = documents
    .filter(({ kind }) => kind === 'TemplateTest')
    .map((document) => ({ document, spec: document.spec as unknown as TemplateTestSpec }));
  const names = own.map(({ template }) => template.name);
  const lost = tests
    .filter(({ spec }) => ![...own, ...shipped].some((one) => isNamed(one, spec.template)))
    .map(({ document, spec }): LocatedProblem => {
      const near = closest(spec.template, names);
      const message = `no template is named ${quoted(spec.template)}${near === undefined ? '' : `, did you mean ${quoted(near)}`}`;
      return problemAt({ code: 'name-unknown', message, pointer: '/spec/template' }, document.file, document.text);
    });
  if (problems.length + lost.length > 0) return printProblems([...problems, ...lost], io);
  if (own.length === 0) {
    io.stderr('no template was found: name a folder, file or pack that holds templates\n');
    return EXIT.unjudged;
  }
  const modelOf = modelMaker({ version: DEFAULT_KUBERNETES_VERSION, strictKinds: false });
  let cases = 0;
  let failed = 0;
  for (const loaded of own) {
    const mine = tests.filter(({ spec }) => isNamed(loaded, spec.template));
    const results = [];
    for (const { spec } of mine) {
      const { complete } = await modelOf(spec.definitions ?? []);
      results.push(...runTemplateCases(loaded.template, spec.cases, complete));
    }
    const lines = [
      ...results
        .filter(({ wrong }) => wrong.length > 0)
        .flatMap(({ name, expects, wrong }) => [`case \`${name}\` (${expects}):`, ...wrong.map((line) => `  ${line}`)]),
      ...templateGaps(loaded.template, results),
    ];
    cases += results.length;
    if (lines.length > 0) failed++;
    const { template, document } = loaded;
    if (lines.length > 0)
      io.stdout(
        `${template.name}@${template.spec.version} (${document.file})\n${lines.map((line) => `  ${line}\n`).join('')}`,
      );
    else if (has('verbose')) io.stdout(`${template.name}@${template.spec.version}: ${results.length} cases hold\n`);
  }
  io.stdout(
    `${count(own.length, 'template')}, ${count(cases, 'case')}, ${failed === 0 ? 'all hold' : `${count(failed, 'template')} failed`}\n`,
  );
  return failed === 0 ? EXIT.passed : EXIT.denied;
}

/** Whether a test means this template: by its name, or by name and major. */
function isNamed({ template }: LoadedTemplate, name: string): boolean {
  return name === template.name || name === `${template.name}.v${template.major}`;
}
