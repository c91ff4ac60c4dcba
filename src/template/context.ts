// What is around an object as the value of a parameter: its namespace, the labels of it, its own labels, the path of its file.
import { isJsonObject, type Json, type JsonObject } from '../kube/object.ts';
import type { Source } from './program.ts';
import type { TemplateContext } from './template.ts';

/** The value; undefined where the fact is not known or says nothing. */
export function sourceValue(
  source: Source,
  context: TemplateContext,
  object: JsonObject | undefined,
): Json | undefined {
  switch (source.from) {
    case 'namespace':
      return context.namespace?.name;
    case 'namespaceLabel':
      return own(context.namespace?.labels, source.label);
    case 'label': {
      const metadata = object?.['metadata'];
      const labels = isJsonObject(metadata) ? metadata['labels'] : undefined;
      return isJsonObject(labels) ? own(labels, source.label) : undefined;
    }
    case 'path':
      return context.path === undefined ? undefined : source.pattern.exec(context.path)?.[1];
  }
}

function own(map: Readonly<Record<string, Json>> | undefined, key: string): Json | undefined {
  return map && Object.hasOwn(map, key) ? map[key] : undefined;
}

/** What expressions see as `context`: what every gate can know. */
export function contextOf({ namespace }: TemplateContext): JsonObject {
  return namespace === undefined ? {} : { namespace: { name: namespace.name, labels: namespace.labels ?? {} } };
}
