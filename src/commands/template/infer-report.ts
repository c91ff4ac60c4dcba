// What inference found, for people: how many resources share a template, who departs from it and in what, who resembles no other.
import { gvkOf } from '../../kube/gvk.ts';
import { isJsonObject, metadataOf } from '../../kube/object.ts';
import { locate } from '../../manifest/position.ts';
import type { SourceObject } from '../../renderers/renderer.ts';
import { visible } from '../../reports/visible.ts';
import type { InferredTemplate } from '../../template/infer/infer.ts';
import type { Drift } from '../../template/template.ts';
import { print } from './drift-report.ts';

/** A template with what each of its sets departs in. */
export interface JudgedTemplate {
  readonly inferred: InferredTemplate;
  /** One entry for each set that does not conform; a drift's resource is an index of `sources`. */
  readonly outliers: readonly { readonly sources: readonly SourceObject[]; readonly drifts: readonly Drift[] }[];
}

/** The report, line by line. */
export function inferText(
  judged: readonly JudgedTemplate[],
  single: readonly SourceObject[],
  { total, secrets }: { readonly total: number; readonly secrets: number },
): string {
  const shared = total - single.length - secrets;
  const lines = judged.flatMap((one) => [headOf(one), ...one.outliers.flatMap(outlierLines)]);
  const alone = single.map((source) => `${placeOf(source, '')}  ${visible(nameOf(source))} resembles no other`);
  const noun = judged.length === 1 ? 'template' : 'templates';
  const sum = `${shared} of ${total} objects share ${judged.length} ${noun}`;
  const left =
    secrets === 0
      ? []
      : [`${secrets} ${secrets === 1 ? 'Secret is' : 'Secrets are'} left out: what they hold belongs into no template`];
  return `${[...lines, ...alone, ...left, sum].join('\n')}\n`;
}

function headOf({ inferred, outliers }: JudgedTemplate): string {
  const { name, instances, parameters, objects } = inferred;
  const properties = isJsonObject(parameters['properties']) ? Object.keys(parameters['properties']) : [];
  const parts = objects.map(({ id }) => String(id)).join(', ');
  const conforming = instances.length - outliers.length;
  return `${name}: ${conforming} of ${instances.length} sets of ${parts} conform; ${properties.length} parameters: ${properties.join(', ')}`;
}

function outlierLines({ sources, drifts }: JudgedTemplate['outliers'][number]): readonly string[] {
  return drifts.map(({ type, message, resource, pointer }) => {
    const source = sources[resource ?? 0];
    return `  ${source ? placeOf(source, resource === undefined ? '' : pointer) : ''}  ${type}  ${visible(message)}`;
  });
}

function placeOf({ file, document }: SourceObject, pointer: string): string {
  return print({ file, ...locate(document, pointer) });
}

function nameOf({ object }: SourceObject): string {
  return `${gvkOf(object).kind} ${metadataOf(object).name ?? '(without a name)'}`;
}
