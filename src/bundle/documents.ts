// Files to documents: each parsed, checked against the schema of its kind, and remembered with its place in the text.
import type { Json } from '../kube/object.ts';
import { decodeText, type ManifestDocument, parseText } from '../manifest/parse.ts';
import { locate, type Position } from '../manifest/position.ts';
import { type ParsedDocument, parseDocument } from '../policy/parse.ts';
import type { DocumentProblem } from '../policy/rule-type.ts';
import type { SourceFile } from './sources.ts';

/** A problem with its place; null where there is no text to point at. */
export interface LocatedProblem {
  readonly code: string;
  readonly message: string;
  readonly location: { readonly file: string; readonly line: number; readonly column: number } | null;
}

/** A document with the file that it stands in. */
export interface LoadedDocument extends ParsedDocument {
  readonly file: string;
  /** The built-in pack that ships it. */
  readonly pack: string | undefined;
  readonly text: ManifestDocument;
}

/** What a file yields: the documents that could be read, and what could not. */
export interface ReadDocuments {
  readonly documents: readonly LoadedDocument[];
  readonly problems: readonly LocatedProblem[];
}

/** Reads all documents of a file. A `kind: Config` is passed over: it is read as the configuration. */
export function readDocuments({ path, bytes, pack }: SourceFile): ReadDocuments {
  const decoded = decodeText(bytes);
  if (!decoded.ok) return { documents: [], problems: [located(decoded.problem, path, decoded.problem.position)] };
  const { documents: texts, problems: faults } = parseText(decoded.text, { json: path.endsWith('.json') });
  const problems = faults.map((fault) => located(fault, path, fault.position));
  const documents: LoadedDocument[] = [];
  for (const text of texts) {
    if (isConfig(text.value)) continue;
    const parsed = parseDocument(text.value, { proven: pack !== undefined });
    if (parsed.ok) documents.push({ ...parsed.value, file: path, pack, text });
    else problems.push(...parsed.problems.map((problem) => problemAt(problem, path, text)));
  }
  return { documents, problems };
}

function isConfig(value: Json): boolean {
  return typeof value === 'object' && value !== null && 'kind' in value && value['kind'] === 'Config';
}

/** A problem of a document at its place in the file. */
export function problemAt(problem: DocumentProblem, file: string, text: ManifestDocument): LocatedProblem {
  return located(problem, file, locate(text, problem.pointer));
}

function located(
  { code, message }: { readonly code: string; readonly message: string },
  file: string,
  { line, column }: Position,
): LocatedProblem {
  return { code, message, location: { file, line, column } };
}
