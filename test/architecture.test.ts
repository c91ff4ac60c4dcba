// Holds the house to its plan: who may import whom, where I/O may happen, which names are refused, and that every file has its test.
// ARCHITECTURE.md prints the same table; this file decides.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { describe, it } from 'node:test';

interface Room {
  /** Folders below src/ that this one may import, besides itself. */
  readonly imports: readonly string[];
  readonly npm?: readonly string[];
  /** node: modules allowed; `any` lifts the limit. */
  readonly node?: readonly string[] | 'any';
  /** Printed when an import trips the rule. */
  readonly because: string;
}

const PURE = [
  'kube',
  'change',
  'manifest',
  'completion',
  'cel',
  'openapi',
  'validation',
  'expression',
  'policy',
  'template',
  'rules',
  'engine',
  'reports',
  'snapshot',
  'states',
  'suite',
  'catalog',
];

const ROOMS: Readonly<Record<string, Room>> = {
  kube: { imports: [], because: 'kube is vocabulary: it knows Kubernetes and nothing of Sallyport' },
  change: { imports: ['kube'], because: 'a Change is plain data about one object' },
  manifest: {
    imports: ['kube', 'change'],
    npm: ['js-yaml'],
    because: 'manifest turns text into objects and judges nothing',
  },
  completion: { imports: ['kube', 'change'], because: 'completing is a function of an object and two tables' },
  cel: { imports: ['kube'], npm: ['@marcbachmann/cel-js', 're2js'], because: 'CEL knows values, not schemas' },
  openapi: {
    imports: ['kube', 'change', 'cel'],
    npm: ['re2js'],
    because: 'a schema says which fields an object may have; what they mean to Kubernetes is for validation',
  },
  validation: {
    imports: ['kube', 'change', 'manifest', 'completion', 'cel', 'openapi'],
    because: 'validating is a function of an object, the one it replaces and a minor release',
  },
  expression: {
    imports: ['kube', 'change'],
    npm: ['jsonata', 're2js'],
    because: 'expressions know values, not policies',
  },
  policy: {
    imports: ['kube', 'change'],
    npm: ['ajv', 'ajv-formats', 're2js'],
    because: 'rule types and expressions reach policy as parameters',
  },
  template: {
    imports: ['kube', 'change', 'policy', 'expression'],
    npm: ['re2js'],
    because: 'solving is a function of a template and resources; who asks is for rules/ and commands/',
  },
  rules: {
    imports: ['kube', 'change', 'policy', 'expression', 'template'],
    npm: ['ajv', 'ajv-formats', 're2js'],
    because: 'a rule type meets the engine only in policy/rule-type.ts',
  },
  engine: {
    imports: ['kube', 'change', 'policy'],
    because: 'the engine decides and knows neither gates nor rule types',
  },
  reports: {
    imports: ['kube', 'change', 'manifest', 'policy', 'engine'],
    because: 'a report reads decisions and returns a string',
  },
  snapshot: {
    imports: ['kube', 'manifest', 'policy'],
    because: 'a snapshot is a document about a cluster; who reads the cluster is cluster/',
  },
  states: {
    imports: ['kube', 'change', 'policy', 'engine', 'snapshot', 'validation'],
    because: "states are judged alike at every git gate; what they are is the gates'",
  },
  suite: {
    imports: ['kube', 'change', 'policy', 'template', 'engine', 'manifest', 'validation'],
    because: 'a suite runs cases through the engine',
  },
  catalog: {
    imports: ['kube', 'change', 'policy', 'template', 'engine', 'manifest'],
    because: 'a page is made of a policy and its cases, and returned as a string',
  },
  bundle: {
    imports: [
      'kube',
      'change',
      'manifest',
      'completion',
      'openapi',
      'validation',
      'policy',
      'rules',
      'template',
      'expression',
      'engine',
      'snapshot',
      'suite',
    ],
    node: ['fs', 'crypto', 'path', 'url', 'zlib'],
    because: 'bundle joins documents, rule types and expressions, and reads the disk',
  },
  git: {
    imports: ['kube', 'change'],
    node: ['child_process', 'path', 'fs', 'os', 'buffer'],
    because: 'git is plumbing',
  },
  renderers: {
    imports: ['kube', 'manifest'],
    node: ['child_process', 'fs', 'path'],
    because: 'renderers make manifests of files',
  },
  cluster: {
    imports: ['kube'],
    npm: ['@kubernetes/client-node'],
    node: 'any',
    because: 'the only room that speaks to the API server',
  },
  config: {
    imports: ['kube', 'policy', 'manifest'],
    npm: ['ajv', 'ajv-formats'],
    node: ['fs', 'path'],
    because: 'config reads sallyport.yaml',
  },
  telemetry: { imports: [], npm: ['pino', 'prom-client'], node: 'any', because: 'logs and metrics know no domain' },
  'gates/commit': {
    imports: [...PURE, 'bundle', 'git', 'renderers', 'config'],
    node: 'any',
    because: 'gates never import each other',
  },
  'gates/push': {
    imports: [...PURE, 'bundle', 'git', 'renderers', 'config'],
    node: 'any',
    because: 'gates never import each other',
  },
  'gates/admission': {
    imports: [...PURE, 'bundle', 'cluster', 'config', 'telemetry'],
    npm: ['express'],
    node: 'any',
    because: 'gates never import each other',
  },
  commands: {
    imports: [
      ...PURE,
      'bundle',
      'git',
      'renderers',
      'cluster',
      'config',
      'telemetry',
      'gates/commit',
      'gates/push',
      'gates/admission',
    ],
    node: 'any',
    because: 'commands join gates and flags',
  },
  main: { imports: ['commands'], node: ['process', 'module'], because: 'main turns argv into an exit code' },
  index: { imports: [...PURE, 'bundle'], because: 'the public face re-exports pure rooms' },
};

/** Halves of a gate that must stay pure. */
const PURE_FILES = /^gates\/[a-z]+\/(intake|answer)\.ts$/;
const FORBIDDEN_NAMES = /^(utils?|helpers?|common|shared|misc|lib|types)(\.ts)?$/;
const MINIMUM_FILES = 1;

/** Files without a test of their own name, each with the place where they are tested. */
const TESTED_ELSEWHERE: Readonly<Record<string, string>> = {
  'index.ts': 'test/index.test.ts imports the package by its name',
  'rules/index.ts': 'a table: test/rules has a test of every entry, test/policies.test.ts uses them all',
  'commands/cluster.ts': 'test/commands/snapshot.test.ts reaches a cluster through it',
  'commands/cluster-flag.ts': 'a flag of the table: test/commands/index.test.ts',
  'commands/template/index.ts': 'a table: test/commands/index.test.ts has a look at every entry',
  'commands/template/evolving.ts': 'a part of that table',
  'commands/template/flags.ts': 'flags of that table',
  'commands/template/reading.ts': 'a part of that table',
  'commands/template/writing.ts': 'a part of that table',
  'commands/template/apply-changes.ts': 'what set.ts and upgrade.ts write: their transcripts show it',
  'commands/template/compat-report.ts': 'what compat.ts prints: its transcript shows it',
  'commands/template/infer-report.ts': 'what infer.ts prints: its transcript shows it',
  'commands/template/upgrade-report.ts': 'what upgrade.ts prints: its transcript shows it',
  'manifest/building.ts': 'the state of build.ts: test/manifest/build.test.ts',
  'manifest/build-member.ts': 'a part of build.ts: test/manifest/build.test.ts',
  'template/manifest-schema-list.ts': 'a part of manifest-schema.ts: test/template/manifest-schema.test.ts',
  'policy/policy.ts': 'data types and their value lists: test/policy/schema.test.ts',
};

const files = readdirSync('src', { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.ts'))
  .sort();

function roomOf(file: string): string {
  const parts = file.split('/');
  if (parts.length === 1) return file.replace(/\.ts$/, '');
  return parts[0] === 'gates' ? `gates/${parts[1]}` : (parts[0] ?? '');
}

interface Import {
  readonly file: string;
  readonly line: number;
  readonly target: string;
}

function importsOf(file: string): Import[] {
  const text = readFileSync(join('src', file), 'utf8');
  const found: Import[] = [];
  const pattern =
    /(?:^|[^\w.'"`])(?:import|export)\s+(?:[^'"`;()]*?\sfrom\s+)?['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]/g;
  for (const match of text.matchAll(pattern)) {
    const line = text.slice(0, match.index + 1).split('\n').length;
    found.push({ file, line, target: match[1] ?? match[2] ?? '' });
  }
  return found;
}

const npmName = (target: string) =>
  target
    .split('/')
    .slice(0, target.startsWith('@') ? 2 : 1)
    .join('/');

function trips({ file, line, target }: Import): string | undefined {
  const from = roomOf(file);
  const room = ROOMS[from];
  const where = `src/${file}:${line}`;
  if (!room) return `${where}: the room ${from} is not in the table of test/architecture.test.ts`;
  const pure = PURE.includes(from) || from === 'index' || PURE_FILES.test(file);
  if (target.startsWith('.')) {
    const path = relative('src', join('src', dirname(file), target));
    if (path.startsWith('..')) return `${where}: imports ${target}, outside src`;
    if (!path.endsWith('.ts')) return `${where}: write the import of ${target} with its .ts ending`;
    const to = roomOf(path);
    if (to === from) return undefined;
    if (PURE_FILES.test(file) && !PURE.includes(to)) return `${where}: imports ${to}, but intake and answer are pure`;
    return room.imports.includes(to) ? undefined : `${where}: ${from} may not import ${to}: ${room.because}`;
  }
  if (target.startsWith('node:')) {
    const name = target.slice(5).split('/')[0] ?? '';
    if (pure && from !== 'index') return `${where}: imports ${target}, but ${from} is pure`;
    return room.node === 'any' || room.node?.includes(name)
      ? undefined
      : `${where}: ${from} may not import ${target}: ${room.because}`;
  }
  const name = npmName(target);
  return room.npm?.includes(name) ? undefined : `${where}: ${from} may not import ${name}: ${room.because}`;
}

/** Source text with comments and string contents blanked, so that words in prose do not count as code. */
function codeOf(file: string): string {
  return readFileSync(join('src', file), 'utf8')
    .replace(/\/\*[\s\S]*?\*\//g, (comment) => comment.replace(/[^\n]/g, ' '))
    .replace(/(^|[^:'"`\\])\/\/[^\n]*/g, '$1');
}

/** The rows that ARCHITECTURE.md prints, one a room. */
function printedRows(): readonly string[] {
  return Object.entries(ROOMS).map(([name, { imports, npm, node, because }]) => {
    const others = PURE.every((room) => imports.includes(room))
      ? ['the pure rooms', ...imports.filter((room) => !PURE.includes(room))]
      : imports;
    const modules = node === 'any' ? 'any' : (node?.join(', ') ?? '');
    return `| ${[name, others.join(', '), npm?.join(', ') ?? '', modules, because].map((cell) => cell || 'none').join(' | ')} |`;
  });
}

describe('architecture', () => {
  it('is printed in ARCHITECTURE.md as it is held here', () => {
    const rows = printedRows();
    const printed = readFileSync('ARCHITECTURE.md', 'utf8').split('\n');
    const first = printed.indexOf(rows[0] ?? '');
    assert.deepEqual(
      first < 0 ? [] : printed.slice(first, first + rows.length + 1),
      [...rows, ''],
      `in ARCHITECTURE.md, replace the rows of the arrow table by these:\n${rows.join('\n')}\n`,
    );
  });

  it('sees the source files', () => {
    assert.ok(files.length >= MINIMUM_FILES, `saw ${files.length} files, expected at least ${MINIMUM_FILES}`);
  });

  it('keeps every import within the arrow table', () => {
    const all = files.flatMap(importsOf);
    assert.ok(all.length >= MINIMUM_FILES, `saw ${all.length} imports`);
    assert.deepEqual(all.map(trips).filter(Boolean), []);
  });

  it('notices a planted import that breaks the table', () => {
    const planted: Import[] = [
      { file: 'engine/planted.ts', line: 1, target: '../rules/assert.ts' },
      { file: 'kube/planted.ts', line: 1, target: 'node:fs' },
      { file: 'reports/planted.ts', line: 1, target: 'ajv' },
      { file: 'gates/commit/intake.ts', line: 1, target: '../../git/exec.ts' },
      { file: 'gates/commit/run.ts', line: 1, target: '../push/run.ts' },
    ];
    for (const one of planted) assert.ok(trips(one), `${one.file} importing ${one.target} was not noticed`);
  });

  it('has no import cycle, type-only imports included', () => {
    const edges = new Map(
      files.map((file) => [
        file,
        importsOf(file)
          .filter(({ target }) => target.startsWith('.'))
          .map(({ target }) => relative('src', join('src', dirname(file), target))),
      ]),
    );
    const done = new Set<string>();
    const visit = (file: string, path: readonly string[]): void => {
      if (path.includes(file)) assert.fail(`import cycle: ${[...path.slice(path.indexOf(file)), file].join(' -> ')}`);
      if (done.has(file)) return;
      for (const next of edges.get(file) ?? []) visit(next, [...path, file]);
      done.add(file);
    };
    for (const file of files) visit(file, []);
  });

  it('keeps clock, randomness, environment and console out of the pure rooms, and process.exit in main', () => {
    const wrong: string[] = [];
    for (const file of files) {
      const code = codeOf(file);
      const room = roomOf(file);
      const pure = PURE.includes(room) || PURE_FILES.test(file);
      if (pure && /\bDate\.now\b|\bnew Date\(\)|\bMath\.random\b|\bprocess\.|\bperformance\.now\b/.test(code))
        wrong.push(`src/${file}: reads clock, randomness or process`);
      if (room !== 'main' && /\bprocess\.exit\b/.test(code))
        wrong.push(`src/${file}: only main.ts may call process.exit`);
      if (room !== 'main' && room !== 'commands' && /\bconsole\.|\bprocess\.std(out|err)\b/.test(code))
        wrong.push(`src/${file}: only main and commands print`);
    }
    assert.deepEqual(wrong, []);
  });

  it('has no folder or file named after nothing in particular', () => {
    const wrong = files.filter((file) => file.split('/').some((part) => FORBIDDEN_NAMES.test(part)));
    assert.deepEqual(wrong, []);
  });

  it('opens every file with a comment that says what it is', () => {
    const wrong = files.filter((file) => !/^(#![^\n]*\n)?\/\//.test(readFileSync(join('src', file), 'utf8')));
    assert.deepEqual(wrong, []);
  });

  it('has a test of the same path for every file that holds code', () => {
    const tests = new Set(readdirSync('test', { recursive: true, encoding: 'utf8' }));
    const missing = files
      .filter((file) => /^export (async )?(function|const|class|let)/m.test(codeOf(file)))
      .filter((file) => !(file in TESTED_ELSEWHERE) && !tests.has(file.replace(/\.ts$/, '.test.ts')));
    assert.deepEqual(missing, []);
    const stale = Object.keys(TESTED_ELSEWHERE).filter((file) => file !== 'index.ts' && !files.includes(file));
    assert.deepEqual(stale, [], 'TESTED_ELSEWHERE names files that do not exist');
  });
});
