// `npm run demo`: judges the manifests of examples/ at the git gate, sends the same objects to the webhook on this machine, and
// compares. Needs no cluster; ends with 0 when both gates say the same.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { Agent, request } from 'node:https';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseManifests } from '../../src/manifest/parse.ts';
import {
  type Compared,
  compareLines,
  type GitFinding,
  gitLines,
  isOfText,
  type Manifest,
  nameOf,
  type Response,
  reviewOf,
  verdictOf,
  webhookLines,
} from './compare.ts';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const MAIN = join(ROOT, 'dist/cli/main.js');
const CONFIG = 'examples/sallyport.yaml';
const SHOP = 'examples/shop';
/** How long the gate may take to get ready; a machine this slow is told so. */
const READY_LIMIT_MS = 30_000;

const colours = process.env['NO_COLOR'] ? false : process.stdout.isTTY === true;
const paint = (code: number, text: string): string => (colours ? `\u001b[${code}m${text}\u001b[0m` : text);
const bold = (text: string): string => paint(1, text);
const dim = (text: string): string => paint(2, text);
const COLOUR_OF = { deny: 31, warn: 33, audit: 36, allow: 32 } as const;
const say = (text = ''): void => void process.stdout.write(`${text}\n`);

/** Runs `sallyport check` on the shop; what it finds is no failure of the demo. */
function check(format: 'text' | 'json'): string {
  const words = ['check', '--config', CONFIG, ...(format === 'json' ? ['--format', 'json'] : []), SHOP];
  if (format === 'text') say(dim(`$ sallyport ${words.join(' ')}`));
  const env = colours ? { ...process.env, FORCE_COLOR: '1' } : process.env;
  const { status, stdout, stderr, error } = spawnSync(process.execPath, [MAIN, ...words], {
    cwd: ROOT,
    env: format === 'text' ? env : process.env,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  if (error || (status !== 0 && status !== 1))
    throw new Error(`check ended with ${status}: ${error?.message ?? stderr + stdout}`);
  return stdout;
}

/** The objects of the shop, as they stand in its files. */
function shopObjects(): readonly Manifest[] {
  return readdirSync(join(ROOT, SHOP))
    .filter((name) => name.endsWith('.yaml'))
    .sort()
    .flatMap((name) => parseManifests(readFileSync(join(ROOT, SHOP, name), 'utf8')).documents)
    .map(({ value }) => value as unknown as Manifest);
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done, fail) => server.once('error', fail).listen(0, '127.0.0.1', done));
  const address = server.address();
  await new Promise((done) => server.close(done));
  if (address === null || typeof address === 'string') throw new Error('there is no free port on 127.0.0.1');
  return address.port;
}

interface Gate {
  readonly url: string;
  readonly child: ChildProcess;
}

async function startGate(): Promise<Gate> {
  const [port, metricsPort] = [await freePort(), await freePort()];
  const ports = ['--port', `${port}`, '--metrics-port', `${metricsPort}`];
  const words = ['serve', '--config', CONFIG, '--namespaces-from', 'config', '--self-signed', ...ports];
  say(dim(`$ sallyport ${words.join(' ')}`));
  const child = spawn(process.execPath, [MAIN, ...words, '--address', '127.0.0.1'], {
    cwd: ROOT,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  process.once('exit', () => child.kill());
  let log = '';
  child.stderr.on('data', (part: Buffer) => {
    log = `${log}${part.toString()}`.slice(-4_000);
  });
  for (const limit = Date.now() + READY_LIMIT_MS; ; await sleep(50)) {
    if (child.exitCode !== null) throw new Error(`serve ended with ${child.exitCode}:\n${log}`);
    const answer = await fetch(`http://127.0.0.1:${metricsPort}/readyz`).catch(() => undefined);
    if (answer?.ok) return { url: `https://127.0.0.1:${port}/validate`, child };
    if (Date.now() > limit) throw new Error(`serve is not ready after ${READY_LIMIT_MS / 1000} s:\n${log}`);
  }
}

/** Asks the gate as the API server does. Its certificate is of this minute and of nobody: this is this machine. */
function ask(url: string, agent: Agent, review: object): Promise<Response> {
  return new Promise((done, fail) => {
    const headers = { 'content-type': 'application/json' };
    const call = request(`${url}?timeout=5s`, { method: 'POST', agent, headers }, (answer) => {
      const parts: Buffer[] = [];
      answer.on('data', (part: Buffer) => parts.push(part));
      answer.once('end', () => {
        const text = Buffer.concat(parts).toString('utf8');
        if (answer.statusCode !== 200) fail(new Error(`the webhook answered ${answer.statusCode}: ${text}`));
        else done((JSON.parse(text) as { response: Response }).response);
      });
    });
    call.once('error', fail);
    call.end(JSON.stringify(review));
  });
}

function show(name: string, compared: readonly Compared[]): void {
  const cell = (gate: 'git' | 'webhook'): string => {
    const verdict = verdictOf(compared.filter(({ gates }) => gates === 'both' || gates === gate));
    return paint(COLOUR_OF[verdict], verdict.padEnd(10));
  };
  say(`  ${name.padEnd(38)}${cell('git')}${cell('webhook')}`);
  for (const { enforcement, text, place, gates } of compared) {
    // What both say was printed in full above; a difference is.
    const [label = ''] = text.split(': ', 1);
    const shown =
      gates === 'both' ? `${label.padEnd(44)} ${dim(place ?? '')}` : paint(31, `only the ${gates} gate: ${text}`);
    say(`    ${gates === 'both' ? '=' : '≠'} ${paint(COLOUR_OF[enforcement], enforcement.padEnd(5))} ${shown}`);
  }
}

async function demo(): Promise<boolean> {
  say(bold('1. The git gate judges the files of a shop'));
  say(check('text').trimEnd());
  const report = JSON.parse(check('json')) as { findings: readonly GitFinding[] };
  const ofText = report.findings.filter(isOfText);
  const findings = report.findings.filter((finding) => !isOfText(finding));
  const objects = shopObjects();
  if (objects.length === 0) throw new Error(`no object was found in ${SHOP}`);

  say();
  say(bold('2. The admission gate judges the same objects, each sent as the API server would send it'));
  const { url, child } = await startGate();
  const agent = new Agent({ keepAlive: true, rejectUnauthorized: false });
  say();
  say(bold(`  ${'object'.padEnd(38)}${'git gate'.padEnd(10)}webhook`));
  const all: Compared[] = [];
  for (const object of objects) {
    const response = await ask(url, agent, reviewOf(object, randomUUID()));
    const compared = compareLines(gitLines(object, findings), webhookLines(response, findings));
    show(nameOf(object), compared);
    all.push(...compared);
  }
  agent.destroy();
  child.kill();

  const judged = findings.filter(({ exemption }) => exemption === null).length;
  const differing = all.filter(({ gates }) => gates !== 'both').length;
  const unseen = judged - all.filter(({ gates }) => gates !== 'webhook').length;
  say();
  const same = differing === 0 && unseen === 0 && judged > 0;
  for (const { policy, rule, message } of ofText) say(dim(`  only a text can show: ${policy}/${rule}: ${message}`));
  if (same) say(bold(`same findings at both gates: ${objects.length} objects, ${all.length} findings`));
  else
    say(paint(31, `the gates differ: ${differing} findings at one gate only, ${unseen} on objects that were not sent`));
  return same;
}

try {
  process.exitCode = (await demo()) ? 0 : 1;
} catch (error) {
  process.stderr.write(`demo: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
