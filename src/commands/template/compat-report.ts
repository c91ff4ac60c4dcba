// What holding a template against its predecessor showed, for people and for programs.
import type { LoadedTemplate } from '../../bundle/templates.ts';
import { type Paint, painter } from '../../reports/colour.ts';
import { visible, visibleJson } from '../../reports/visible.ts';
import { type Compatibility, type Counterexample, nextVersion } from '../../template/compat/compat.ts';
import { describe } from '../../template/compat/corpus.ts';
import type { Upgrades } from '../../template/compat/upgrades.ts';
import { print } from './drift-report.ts';
import { placeInTemplate } from './sets.ts';

/** All that is told. */
export interface CompatReport {
  readonly old: LoadedTemplate;
  readonly fresh: LoadedTemplate;
  readonly found: Compatibility;
  /** Where the majors differ. */
  readonly upgrades?: Upgrades;
}

const INDENT = '    ';
/** Drifts of a counterexample that are shown. */
const MOST_DRIFTS = 5;
const LONGEST_ORIGIN = 240;

/** For people. */
export function compatText(report: CompatReport, colour: boolean): string {
  const paint = painter(colour);
  const { old, fresh, found, upgrades } = report;
  const [before, after] = [old.template.spec.version, fresh.template.spec.version];
  const said = found.declared === undefined ? 'is not later' : `says ${found.declared}`;
  const needs = found.needed === undefined ? 'nothing has changed' : `the change needs a ${found.needed} step`;
  const head = `${fresh.template.name} ${before} -> ${after} ${said}; ${needs}`;
  const { manifests, cases, parameters } = countsOf(found);
  const seen = `${INDENT}held against ${count(manifests, 'set')} of manifests, ${count(cases, 'case')} and ${count(parameters, 'generated set')}`;
  const skipped = found.skipped.map(
    ({ origin }) => `${INDENT}left out, for it does not conform to ${before}: ${visible(origin)}`,
  );
  const lines = [
    paint(found.isEnough ? 'green' : 'red', head),
    seen,
    ...skipped,
    ...list('new parameters', found.added),
    ...list('parameters that are gone', found.removed),
    ...found.counterexamples.flatMap((one) => example(one, report, paint)),
    ...(upgrades ? upgradeLines(upgrades, paint) : []),
    ...(found.isEnough || found.needed === undefined
      ? []
      : [`raise \`version\` to ${nextVersion(before, found.needed)}`]),
  ];
  return `${lines.join('\n')}\n`;
}

const count = (number: number, noun: string) => `${number} ${noun}${number === 1 ? '' : 's'}`;

function countsOf({ corpus }: Compatibility) {
  const of = (wanted: (typeof corpus)[number]['from']) => corpus.filter(({ from }) => from === wanted).length;
  return { manifests: of('manifests'), cases: of('cases'), parameters: of('parameters') };
}

function list(title: string, names: readonly string[]): readonly string[] {
  return names.length === 0 ? [] : [`${INDENT}${title}: ${names.join(', ')}`];
}

function example({ step, specimen, drifts, message }: Counterexample, { fresh }: CompatReport, paint: Paint) {
  const kinds = [...new Set(specimen.objects.map(describe))].join(', ');
  const more = drifts.length > MOST_DRIFTS ? [`${INDENT}and ${drifts.length - MOST_DRIFTS} more`] : [];
  return [
    `${paint('bold', step)}  ${visible(shorten(specimen.origin))} (${visible(kinds)})`,
    ...(drifts.length === 0 ? [`${INDENT}${visible(message)}`] : []),
    ...drifts.slice(0, MOST_DRIFTS).map((drift) => {
      const place = print(placeInTemplate(fresh, drift.templatePointer));
      return `${INDENT}${place}  ${paint('red', drift.type)}  ${visible(drift.message)}`;
    }),
    ...more,
  ];
}

function upgradeLines({ tried, failed }: Upgrades, paint: Paint): readonly string[] {
  const [first] = failed;
  const sum = `${tried - failed.length} of ${tried} sets can be upgraded`;
  if (!first) return [paint('green', sum)];
  return [paint('red', sum), `${INDENT}${visible(shorten(first.specimen.origin))}: ${visible(first.message)}`];
}

const shorten = (text: string) => (text.length > LONGEST_ORIGIN ? `${text.slice(0, LONGEST_ORIGIN - 1)}…` : text);

/** For programs: one object, stable but for additions. */
export function compatJson({ old, fresh, found, upgrades }: CompatReport): string {
  const { needed, declared, isEnough, skipped, added, removed, counterexamples } = found;
  const value = {
    template: fresh.template.name,
    old: old.template.spec.version,
    new: fresh.template.spec.version,
    needed: needed ?? null,
    declared: declared ?? null,
    enough: isEnough,
    judged: countsOf(found),
    skipped: skipped.map(({ origin }) => origin),
    parameters: { added, removed },
    counterexamples: counterexamples.map(({ step, specimen, drifts, message }) => ({
      step,
      origin: specimen.origin,
      params: specimen.params ?? null,
      message,
      drifts: drifts.map(({ type, object, pointer, message: told }) => ({ type, object, pointer, message: told })),
      objects: specimen.objects.map(({ object }) => object),
    })),
    upgrades: upgrades
      ? {
          tried: upgrades.tried,
          failed: upgrades.failed.map(({ specimen, message }) => ({ origin: specimen.origin, message })),
        }
      : null,
  };
  return `${visibleJson(JSON.stringify(value, null, 2))}\n`;
}
