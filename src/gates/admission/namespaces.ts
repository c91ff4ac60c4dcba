// Where the labels of namespaces come from at this gate: a watch on the cluster, or the configuration file. What neither knows
// stays unknown, and the engine makes an error of it where it matters.
import type { Change } from '../../change/change.ts';
import type { NamespaceWatch } from '../../cluster/watch.ts';
import type { Config } from '../../config/config.ts';

/** Labels of one namespace. */
export type Labels = Readonly<Record<string, string>>;

/** A source of namespace labels. */
export interface NamespaceSource {
  readonly labels: (name: string) => Labels | undefined;
  /** Asks for what the change needs and is not at hand, in at most so many milliseconds; undefined when there is nothing to wait for. */
  readonly prepare: (change: Change, milliseconds: number) => Promise<void> | undefined;
  /** Why the gate cannot serve yet. */
  readonly unready: () => readonly string[];
  /** Of a watch; undefined without one. */
  readonly state?: () => ReturnType<NamespaceWatch['state']>;
  readonly stop: () => void;
}

/** Labels from a watch. A namespace made a moment ago is asked for: its first objects come before the watch has told of it. */
export function namespacesFromCluster(watch: NamespaceWatch): NamespaceSource {
  return {
    labels: (name) => watch.labels(name),
    prepare: ({ namespace, gvk }, milliseconds) => {
      // A Namespace is matched by its own labels, and on CREATE the server does not have it yet.
      const own = gvk.group === '' && gvk.kind === 'Namespace';
      if (!namespace || own || watch.labels(namespace) !== undefined) return undefined;
      return watch.fetch(namespace, AbortSignal.timeout(Math.max(0, milliseconds)));
    },
    unready: () => (watch.state().synced ? [] : ['the namespaces are not listed yet']),
    state: () => watch.state(),
    stop: () => watch.stop(),
  };
}

/** Labels from the `namespaces` of the configuration; an entry without labels says nothing about them. */
export function namespacesFromConfig(config: () => Pick<Config, 'namespaces'>): NamespaceSource {
  let read: Pick<Config, 'namespaces'> | undefined;
  let known: ReadonlyMap<string, Labels> = new Map();
  const current = (): ReadonlyMap<string, Labels> => {
    const now = config();
    if (now !== read) {
      read = now;
      known = new Map(now.namespaces.flatMap(({ name, labels }) => (labels ? [[name, labels] as const] : [])));
    }
    return known;
  };
  return { labels: (name) => current().get(name), prepare: () => undefined, unready: () => [], stop: () => undefined };
}
