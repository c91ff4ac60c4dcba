// Facts about a cluster that files hold: CustomResourceDefinitions of folders, and snapshots. Reads the disk for those who name paths;
// what the definitions mean is openapi/'s.
import type { JsonObject } from '../kube/object.ts';
import { decodeText, type ManifestDocument, parseManifests } from '../manifest/parse.ts';
import { locate } from '../manifest/position.ts';
import { definitionsAmong, type ParsedSnapshot, parseSnapshot, type Snapshot } from '../snapshot/snapshot.ts';
import { definitionErrors } from './api-model.ts';
import type { LocatedProblem } from './documents.ts';
import { pathFiles, type SourceFile } from './sources.ts';

/** A definition with the place that it was read from. */
export interface LocatedDefinition {
  readonly definition: JsonObject;
  readonly file: string;
  readonly text: ManifestDocument;
}

/** What files hold, and what could not be read of them. */
export interface ReadDefinitions {
  readonly definitions: readonly LocatedDefinition[];
  readonly problems: readonly LocatedProblem[];
}

/** The definitions of files that all belong to one source, named `source` by its user; a source without any is a problem. */
export async function readDefinitions(source: string, files: readonly SourceFile[]): Promise<ReadDefinitions> {
  const definitions: LocatedDefinition[] = [];
  const problems: LocatedProblem[] = [];
  for (const { path, bytes } of files) {
    const at = ({
      code,
      message,
      position,
    }: {
      code: string;
      message: string;
      position: { line: number; column: number };
    }) => problems.push({ code, message, location: { file: path, line: position.line, column: position.column } });
    const decoded = decodeText(bytes);
    if (!decoded.ok) {
      at(decoded.problem);
      continue;
    }
    const parsed = parseManifests(decoded.text, { json: path.endsWith('.json') });
    for (const problem of parsed.problems) at(problem);
    for (const text of parsed.documents) {
      const [definition] = definitionsAmong([text.value as JsonObject]);
      if (!definition) continue;
      definitions.push({ definition, file: path, text });
      const [error] = await definitionErrors(definition);
      if (!error) continue;
      const message = `the definition cannot be used: ${error.message}`;
      at({ code: 'schema-broken', message, position: locate(text, error.pointer) });
    }
  }
  if (definitions.length === 0 && problems.length === 0) {
    const message = `\`${source}\` holds no CustomResourceDefinition; correct \`schemas\` or \`--schemas\``;
    problems.push({ code: 'schemas-empty', message, location: null });
  }
  return { definitions, problems };
}

/** The definitions of a file or folder on disk. */
export async function definitionsAt(path: string): Promise<ReadDefinitions> {
  const found = pathFiles(path);
  if ('files' in found) return readDefinitions(path, found.files);
  const { code, message } = found.problem;
  return {
    definitions: [],
    problems: [
      { code: code.replace('policies', 'schemas'), message: message.replace('policy', 'schema'), location: null },
    ],
  };
}

/** The snapshot of a file on disk. */
export function snapshotAt(path: string): ParsedSnapshot {
  const found = pathFiles(path);
  if ('files' in found && found.files[0] && found.files.length === 1) return parseSnapshot(path, found.files[0].bytes);
  const message = `the snapshot \`${path}\` is not there, or no file; write it with \`sallyport snapshot --output FILE\``;
  return { ok: false, problems: [{ code: 'snapshot-unreadable', message, location: null }] };
}

/** What a gate knows of a cluster from files, or why it cannot be read. */
export type FileFacts =
  | {
      readonly ok: true;
      readonly definitions: readonly JsonObject[];
      readonly namespaces: Snapshot['namespaces'];
      /** Release of the snapshot's cluster; undefined without one. */
      readonly kubernetes: string | undefined;
    }
  | { readonly ok: false; readonly problems: readonly LocatedProblem[] };

/** Folders of definitions and a snapshot as one. Where both define a kind, the folder's definition holds. */
export function joinFacts(read: readonly ReadDefinitions[], snapshot: ParsedSnapshot | undefined): FileFacts {
  const problems = [...read.flatMap((one) => one.problems), ...(snapshot?.ok === false ? snapshot.problems : [])];
  if (problems.length > 0) return { ok: false, problems };
  const { definitions = [], namespaces = [], kubernetes } = snapshot?.ok ? snapshot.snapshot : {};
  return {
    ok: true,
    definitions: [...definitions, ...read.flatMap((one) => one.definitions.map(({ definition }) => definition))],
    namespaces,
    kubernetes,
  };
}
