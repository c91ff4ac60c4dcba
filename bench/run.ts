// `npm run bench [-- --json FILE] [-- webhook|scan|schema|startup|template …]`: measures in one run, as ratios to something bare beside it, since
// seconds of one machine say little about another. Prints a table; makes no claim about what is good.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { measureScan, type ScanResult } from './scan.ts';
import { measureSchema, type SchemaResult } from './schema.ts';
import { measureStartup, type StartupResult } from './startup.ts';
import { measureTemplate, type TemplateResult } from './template.ts';
import { measureWebhook, type WebhookResult } from './webhook.ts';

interface Results {
  readonly node: string;
  readonly cpu: string;
  readonly cores: number;
  webhook?: WebhookResult;
  scan?: ScanResult;
  schema?: SchemaResult;
  startup?: StartupResult;
  template?: TemplateResult;
}

const { values, positionals } = parseArgs({ options: { json: { type: 'string' } }, allowPositionals: true });
const wanted = (name: string) => positionals.length === 0 || positionals.includes(name);
const results: Results = { node: process.version, cpu: cpus()[0]?.model ?? 'unknown', cores: cpus().length };
const folder = mkdtempSync(join(tmpdir(), 'sallyport-bench-'));
try {
  if (wanted('webhook')) results.webhook = await measureWebhook(folder);
  if (wanted('scan')) results.scan = measureScan(folder);
  if (wanted('schema')) results.schema = measureSchema(folder);
  if (wanted('startup')) results.startup = measureStartup(folder);
  if (wanted('template')) results.template = measureTemplate();
} finally {
  rmSync(folder, { recursive: true, force: true });
}
for (const line of table(results)) console.log(line);
if (values.json) writeFileSync(values.json, `${JSON.stringify(results, null, 2)}\n`);

function table({ node, cpu, cores, webhook, scan, schema, startup, template }: Results): string[] {
  const rows: string[][] = [['what', 'measured', 'ratio']];
  if (webhook) {
    const [bare] = webhook.servers;
    for (const server of webhook.servers) {
      const broken = server.failures > 0 ? `, ${server.failures} FAILED` : '';
      rows.push([
        server.name,
        `${server.requestsPerSecond.toFixed(0)} requests/s, p99 ${server.p99.toFixed(2)} ms${broken}`,
        `${(server.requestsPerSecond / bare!.requestsPerSecond).toFixed(2)} of the requests, ${(server.p99 / bare!.p99).toFixed(1)} x p99`,
      ]);
    }
  }
  if (scan) {
    const { parse } = scan;
    rows.push([
      `js-yaml alone, ${scan.manifests} manifests`,
      `${parse.seconds.toFixed(2)} s, ${parse.peak.toFixed(0)} MiB`,
      '1.00 x',
    ]);
    rows.push([
      `check, ${scan.manifests} manifests in ${scan.files} files`,
      `${scan.scan.seconds.toFixed(2)} s, ${scan.scan.peak.toFixed(0)} MiB, ${scan.findings} findings`,
      `${(scan.scan.seconds / parse.seconds).toFixed(2)} x time, ${(scan.scan.peak / parse.peak).toFixed(2)} x memory`,
    ]);
  }
  if (schema) {
    const { kubeconform } = schema;
    const beside = (seconds: number) =>
      typeof kubeconform === 'number' ? `${(seconds / kubeconform).toFixed(2)} x` : '';
    const other = typeof kubeconform === 'number' ? `${kubeconform.toFixed(2)} s` : `left out: ${kubeconform.leftOut}`;
    rows.push([`kubeconform -strict, ${schema.manifests} manifests`, other, '1.00 x']);
    rows.push(['read, parse and schema alone', `${schema.schemaOnly.toFixed(2)} s`, beside(schema.schemaOnly)]);
    rows.push(['check with kubernetes-schema alone', `${schema.check.toFixed(2)} s`, beside(schema.check)]);
  }
  if (startup) {
    const line = (one: StartupResult['check']) => `${one.median.toFixed(0)} ms (p95 ${one.p95.toFixed(0)} ms)`;
    rows.push(['node -e 0', line(startup.node), '1.00 x']);
    rows.push([
      'check --staged, one file',
      line(startup.check),
      `${(startup.check.median / startup.node.median).toFixed(2)} x`,
    ]);
  }
  for (const { name, bytes, parse, solve } of template?.rows ?? []) {
    rows.push([`JSON.parse, ${name}`, `${parse.toFixed(1)} µs, ${bytes} bytes`, '1.00 x']);
    rows.push([
      `solve, ${template?.parameters} parameters`,
      `${solve.toFixed(1)} µs`,
      `${(solve / parse).toFixed(2)} x`,
    ]);
  }
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  const lines = rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column]!))
      .join('  ')
      .trimEnd(),
  );
  const load = webhook ? `, load by ${webhook.generator} on ${webhook.connections} connections` : '';
  return [`${cpu}, ${cores} cores, Node ${node}${load}`, '', ...lines];
}
