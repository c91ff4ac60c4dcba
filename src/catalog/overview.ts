// The list of all policies, by pack.
import { code, GENERATED, table } from './markdown.ts';
import { type CatalogEntry, turnedOnBy } from './page.ts';

/** File name of a policy's page, beside the list. */
export function pageFile(name: string): string {
  return `${name}.md`;
}

/** The index page as Markdown: packs and policies sorted by name. */
export function policyIndex(entries: readonly CatalogEntry[]): string {
  const packs = [...new Set(entries.map(({ pack }) => pack))].sort();
  const sections = packs.map((pack) => {
    const rows = entries
      .filter((entry) => entry.pack === pack)
      .sort((a, b) => (a.name < b.name ? -1 : 1))
      .map((entry) => [
        `[${code(entry.name)}](${pageFile(entry.name)})`,
        entry.spec.title,
        entry.spec.severity,
        turnedOnBy(entry),
      ]);
    return `## ${pack}\n\n${table(['policy', 'requires', 'severity', 'turned on by'], rows)}`;
  });
  const intro =
    'Every built-in policy. A policy has no effect until a binding names it: `--policies pack:NAME` turns the bindings of a pack on, and a `PolicyBinding` of your own binds any policy by name.';
  return `${[GENERATED, '# Policies', intro, ...sections].join('\n\n')}\n`;
}
