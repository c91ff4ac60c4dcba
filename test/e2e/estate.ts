// A repository as teams fill it: applications with their workloads and what stands beside them, in files of several styles, some with
// a mistake. Seeded; writes nothing and judges nothing.
import { parseText } from '../../src/manifest/parse.ts';
import { COMPANIONS } from './estate-companions.ts';
import { MISTAKES } from './estate-mistakes.ts';
import { type Application, daemonSet, deployment, statefulSet, work } from './estate-workloads.ts';
import { type Chooser, chooser } from './pod-generator.ts';

/** One file. */
export interface EstateFile {
  readonly path: string;
  readonly text: string;
  /** Names of the mistakes that were made in it. */
  readonly mistakes: readonly string[];
}

/** Namespaces that manifests say. */
export const ESTATE_NAMESPACES = ['shop', 'billing', 'platform', 'data', 'staging'] as const;

const NAMES = [
  ...['web', 'api', 'worker', 'checkout', 'catalog', 'search', 'orders', 'payments', 'mailer', 'gateway', 'auth'],
  ...['exporter', 'agent', 'backup', 'report', 'cleanup', 'migrate', 'postgres', 'redis', 'kafka', 'frontend', 'cart'],
];
const TEAMS = ['red', 'blue', 'green'];
/** Of a hundred manifests, how many have a mistake. */
const MISTAKEN = 30;

/** Files with at least `count` manifests. */
export function estate(seed: number, count: number): readonly EstateFile[] {
  const pick = chooser(seed);
  const files: EstateFile[] = [];
  let manifests = 0;
  for (let place = 0; manifests < count; place++) {
    const name = pick.one(NAMES);
    const app: Application = {
      pick,
      name: pick.chance(30) ? `${name}-${pick.one(['v2', 'eu', 'internal'])}` : name,
      team: pick.one(TEAMS),
      namespace: pick.one(ESTATE_NAMESPACES),
      port: pick.one([8080, 3000, 5432, 9090, 80]),
      helm: pick.chance(40),
    };
    const texts = textsOf(app);
    manifests += texts.length;
    files.push(...filesOf(app, texts, place, pick));
  }
  return files;
}

function textsOf(app: Application): readonly string[] {
  const { pick } = app;
  const workload = pick.one([deployment, deployment, deployment, deployment, statefulSet, daemonSet, cron, job]);
  const beside = COMPANIONS.filter(([share]) => pick.chance(share)).map(([, companion]) => companion(app));
  return [workload(app), ...beside].flatMap((text) => text.split(/^---\n/m));
}

const cron = (app: Application): string => work(app, true);
const job = (app: Application): string => work(app, false);

/** One file for each manifest, one for all, or a chart's output. */
function filesOf(app: Application, texts: readonly string[], place: number, pick: Chooser): readonly EstateFile[] {
  const folder = `${app.namespace}/${app.name}-${place}`;
  const made = texts.map((text) => mistaken(text, pick));
  const mistakes = made.flatMap(({ mistake }) => (mistake === undefined ? [] : [mistake]));
  const style = pick.below(100);
  if (style < 35)
    return made.map(({ text, mistake }, index) => ({
      path: `${folder}/${index}-${(/^kind: (\S+)/im.exec(text)?.[1] ?? 'none').toLowerCase()}.yaml`,
      text: dressed(text, pick),
      mistakes: mistake === undefined ? [] : [mistake],
    }));
  if (style < 45) {
    const items = made.map(({ text }) => text.replace(/^(?=.)/gm, '  ').replace(/^ {2}/, '- ')).join('');
    return [{ path: `${folder}/list.yml`, text: `apiVersion: v1\nkind: List\nitems:\n${items}`, mistakes }];
  }
  const parsed = style < 52 ? made.map(({ text }) => parseText(text)) : [];
  if (parsed.length > 0 && parsed.every(({ problems, documents }) => problems.length === 0 && documents.length === 1)) {
    const items = parsed.map(({ documents }) => documents[0]?.value);
    const list = { apiVersion: 'v1', kind: 'List', metadata: {}, items };
    return [{ path: `${folder}/list.json`, text: `${JSON.stringify(list, null, pick.one([2, 4]))}\n`, mistakes }];
  }
  const head = app.helm ? `---\n# Source: ${app.name}/templates/all.yaml\n` : '';
  const between = pick.one(['---\n', '---\n\n', '\n---\n# next\n', '--- # more\n']);
  return [
    { path: `${folder}/all.yaml`, text: dressed(head + made.map(({ text }) => text).join(between), pick), mistakes },
  ];
}

/** What editors and tools leave in files. */
function dressed(text: string, pick: Chooser): string {
  const part = pick.below(100);
  if (part < 6) return text.replaceAll('\n', '\r\n');
  if (part < 10) return `\ufeff${text}`;
  if (part < 25) return `# Owned by the platform team: ask before you change it\n\n${text}`;
  if (part < 32) return text.replace(/^(kind: .*)$/m, '$1   # what it is');
  if (part < 36) return text.trimEnd();
  if (part < 42) return `${text}\n\n---\n`;
  return text;
}

function mistaken(text: string, pick: Chooser): { readonly text: string; readonly mistake: string | undefined } {
  if (!pick.chance(MISTAKEN)) return { text, mistake: undefined };
  const possible = MISTAKES.filter(({ pattern }) => pattern.test(text));
  if (possible.length === 0) return { text, mistake: undefined };
  const { name, pattern, change } = pick.one(possible);
  const changed =
    typeof change === 'string' ? text.replace(pattern, change) : text.replace(pattern, (found) => change(found, pick));
  return { text: changed, mistake: name };
}
