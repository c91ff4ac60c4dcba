// A git history as data (test/fixtures/histories): steps that build a real repository, and checks in between with what they must say.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { load } from 'js-yaml';
import { dispatch } from '../../src/commands/dispatch.ts';
import { commands } from '../../src/commands/index.ts';
import type { Ran, Repository } from './repository.ts';

/** The rules of every history: one on states, two on changes, one by the labels of a namespace, one bound to a path. */
export const RULES = readFileSync(join('test', 'fixtures', 'histories', 'rules', 'rules.yaml'), 'utf8');

/** One check in a history, with all that it must find. */
export interface HistoryCheck {
  readonly check: readonly string[];
  readonly stdin?: string;
  readonly exit: number;
  readonly objects?: number;
  readonly files?: number;
  readonly ignored?: number;
  /** `OPERATION file:line:column Kind namespace/name policy/rule`. */
  readonly findings?: readonly string[];
  /** `code file:line:column`. */
  readonly errors?: readonly string[];
}

type Content = string | null | { readonly link: string } | { readonly base64: string };

/** One step: something done in the repository, or a check. */
export type HistoryStep =
  | HistoryCheck
  | {
      readonly files?: Readonly<Record<string, Content>>;
      readonly move?: Readonly<Record<string, string>>;
      /** Stages all. */
      readonly stage?: true;
      readonly commit?: string;
      readonly git?: readonly string[];
    };

/** A history. */
export interface History {
  readonly description: string;
  readonly objectFormat?: 'sha1' | 'sha256';
  /** Whether the repository begins with a configuration and the rules, committed; true when left out. */
  readonly rules?: boolean;
  readonly steps: readonly HistoryStep[];
}

/** Reads a history. */
export function readHistory(file: string): History {
  return load(readFileSync(file, 'utf8')) as History;
}

/** The configuration that goes with the rules. */
export const CONFIGURATION = `apiVersion: sallyport.dev/v1alpha1
kind: Config
spec:
  policies: [rules]
  exclude: [vendored, rules, sallyport.yaml]
  namespaces:
    - {name: shop, labels: {tier: gold}, paths: [apps/]}
`;

/** Does a step that is no check. */
export function applyStep(repository: Repository, step: Exclude<HistoryStep, HistoryCheck>): void {
  for (const [from, to] of Object.entries(step.move ?? {})) repository.move(from, to);
  repository.write(
    Object.fromEntries(
      Object.entries(step.files ?? {}).map(([path, content]) => [
        path,
        content !== null && typeof content === 'object' && 'base64' in content
          ? Buffer.from(content.base64, 'base64')
          : content,
      ]),
    ),
  );
  if (step.stage) repository.git('add', '-A');
  if (step.commit !== undefined) repository.commit(step.commit);
  if (step.git) repository.git(...step.git);
}

/** Runs a command line in the repository as the binary does, but within this process: histories have many. */
export async function runLine(args: readonly string[], { path, env }: Repository, input: string): Promise<Ran> {
  const printed = { stdout: '', stderr: '' };
  const code = await dispatch(args, commands, {
    stdout: (text) => {
      printed.stdout += text;
    },
    stderr: (text) => {
      printed.stderr += text;
    },
    progress: () => undefined,
    stdin: async () => Buffer.from(input),
    isTerminal: false,
    colour: false,
    columns: 80,
    env,
    cwd: path,
    version: '0.1.0',
    interrupted: new AbortController().signal,
  });
  return { code, ...printed };
}

/** What a run of `check --format json` found, in the words of `HistoryCheck`. */
export function outcomeOf({ code, stdout, stderr }: Ran) {
  if (stdout === '') return { exit: code, stderr };
  const report = JSON.parse(stdout) as JsonReport;
  const place = (one: Pick<JsonReport['errors'][number], 'location'>) =>
    one.location ? `${one.location.file}:${one.location.line}:${one.location.column}` : '-';
  return {
    exit: code,
    objects: report.summary.objects,
    files: report.summary.files,
    ignored: report.summary.ignored,
    findings: report.findings.map(
      (one) =>
        `${one.operation} ${place(one)} ${one.object.kind} ${one.object.namespace ?? '?'}/${one.object.name} ${one.policy}/${one.rule}`,
    ),
    errors: report.errors.map((one) => `${one.code} ${place(one)}`),
  };
}

interface JsonReport {
  readonly summary: Readonly<Record<'objects' | 'files' | 'ignored', number>>;
  readonly findings: readonly {
    readonly operation: string;
    readonly policy: string;
    readonly rule: string;
    readonly object: { readonly kind: string; readonly namespace: string | null; readonly name: string };
    readonly location: { readonly file: string; readonly line: number; readonly column: number } | null;
  }[];
  readonly errors: readonly {
    readonly code: string;
    readonly location: { readonly file: string; readonly line: number; readonly column: number } | null;
  }[];
}
