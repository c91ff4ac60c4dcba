// `sallyport serve`: flags to a running admission gate, and its end. What it is made of is gates/admission/run.ts's.
import { delimiter, resolve } from 'node:path';
import { watchFiles } from '../bundle/file-watch.ts';
import { accessCluster, isInCluster } from '../cluster/client.ts';
import { watchNamespaces } from '../cluster/watch.ts';
import { type LoadedConfig, loadConfig, policySource } from '../config/load.ts';
import { selfSign } from '../gates/admission/certificate.ts';
import { parseDuration } from '../gates/admission/deadline.ts';
import { type NamespaceSource, namespacesFromCluster, namespacesFromConfig } from '../gates/admission/namespaces.ts';
import { type GateOptions, runGate } from '../gates/admission/run.ts';
import { checkPair, readCertificate } from '../gates/admission/tls.ts';
import { createStderrLog, type Log, type LogLevel } from '../telemetry/log.ts';
import { createMetrics } from '../telemetry/metrics.ts';
import { EXIT, type Invocation, UsageError } from './command.ts';
import { versionOf } from './judging.ts';
import { writeResult } from './output.ts';

/** Milliseconds that requests under way are given once no new ones are taken. */
const GRACE = 10_000;
/** Milliseconds of serving on while unready: endpoints and API servers learn only slowly that a pod goes. */
const SHUTDOWN_DELAY = 5_000;

/** Exit code 0 after an orderly end, 2 when policies, configuration or certificate cannot be used. */
export async function run(invocation: Invocation): Promise<number> {
  const { io, one, all } = invocation;
  const ports = { port: portOf(one('port'), '--port'), metricsPort: portOf(one('metrics-port'), '--metrics-port') };
  const delay = delayOf(invocation);
  const loaded = readConfig(invocation);
  if (!loaded.ok) return refuse(invocation, loaded.problems);
  const { config, folder } = loaded;
  const written = all('policies');
  const sources = (written.length > 0 ? written : config.policies).map((source) =>
    policySource(source, written.length > 0 ? io.cwd : folder, io.cwd),
  );
  const certificate = await certificateOf(invocation);
  if (!certificate.ok) return refuse(invocation, [{ code: 'certificate', message: certificate.message }]);
  const log = createStderrLog((one('log-level') ?? 'info') as LogLevel);
  const namespaces = await namespacesOf(invocation, loaded, log);
  if (!namespaces.ok) return refuse(invocation, [{ code: 'kubeconfig', message: namespaces.message }]);

  const address = one('address');
  const started = await runGate({
    ...certificate.options,
    ...ports,
    ...(address !== undefined && { address }),
    sources,
    namespaces: namespaces.source,
    kubernetesVersion: versionOf(one('kubernetes-version')) ?? config.kubernetesVersion,
    log,
    metrics: createMetrics(),
  }).catch((error: unknown) => {
    namespaces.source.stop();
    throw listenError(error);
  });
  if (!started.ok) {
    namespaces.source.stop();
    return refuse(invocation, started.problems);
  }
  const { server, loaded: policies } = started.gate;
  const host = address === undefined ? 'localhost' : address.includes(':') ? `[${address}]` : address;
  io.stdout(
    `serving reviews on https://${host}:${server.port}/validate and metrics on http://${host}:${server.metricsPort}/metrics, ` +
      `${countOf(new Set(policies.bundle.bound.map(({ policy }) => policy.name)).size)} in force, ` +
      `bundle ${policies.bundle.digest}, namespace labels from ${namespaces.from}\n`,
  );
  await new Promise<void>((done) => {
    if (io.interrupted.aborted) done();
    else io.interrupted.addEventListener('abort', () => done(), { once: true });
  });
  log.info({ delay }, 'shutting down');
  await started.gate.stop(delay, GRACE);
  await log.end();
  return EXIT.passed;
}

const readConfig = ({ io, one }: Invocation): LoadedConfig =>
  loadConfig({ cwd: io.cwd, root: undefined, file: one('config') });

type ReadConfig = Extract<LoadedConfig, { readonly ok: true }>;

interface Problem {
  readonly code: string;
  readonly message: string;
  readonly location?: { readonly file: string; readonly line: number; readonly column: number } | null;
}

function refuse({ io }: Invocation, problems: readonly Problem[]): number {
  for (const { code, message, location } of problems)
    io.stderr(`${location ? `${location.file}:${location.line}:${location.column}: ` : ''}${message} [${code}]\n`);
  return EXIT.unjudged;
}

function countOf(policies: number): string {
  return `${policies} ${policies === 1 ? 'policy' : 'policies'}`;
}

type CertificateChoice =
  | { readonly ok: true; readonly options: Pick<GateOptions, 'certificate' | 'certificateFiles'> }
  | { readonly ok: false; readonly message: string };

/** The pair from the files, or one made now whose authority is written where the user can register it. */
async function certificateOf(invocation: Invocation): Promise<CertificateChoice> {
  const { io, one, all, has } = invocation;
  const [certificateFile, keyFile] = [one('tls-cert'), one('tls-key')];
  if (!has('self-signed')) {
    if (certificateFile === undefined || keyFile === undefined)
      throw new UsageError('the webhook needs --tls-cert FILE and --tls-key FILE, or --self-signed for trying out');
    for (const flag of ['hostname', 'ca-file'])
      if (has(flag)) throw new UsageError(`--${flag} goes with --self-signed only`);
    const files = { certificateFile: resolve(io.cwd, certificateFile), keyFile: resolve(io.cwd, keyFile) };
    const read = await readCertificate(files);
    return read.ok ? { ok: true, options: { certificate: read.pair, certificateFiles: files } } : read;
  }
  if (certificateFile !== undefined || keyFile !== undefined)
    throw new UsageError('--self-signed makes its own certificate: leave out --tls-cert and --tls-key');
  const hostnames = all('hostname');
  for (const hostname of hostnames)
    if (!/^[\w.:*-]{1,253}$/.test(hostname))
      throw new UsageError(`--hostname is a DNS name or an IP address, not \`${hostname}\``);
  const { certificate, key, authority } = selfSign(hostnames, Date.now());
  const caFile = one('ca-file');
  if (caFile !== undefined) {
    writeResult(caFile, authority, io);
    io.stderr(`the certificate authority to trust (caBundle) is in \`${caFile}\`\n`);
  } else
    io.stderr('a certificate was made for trying out; --ca-file FILE writes the authority that clients must trust\n');
  const checked = checkPair(certificate, key, { certificateFile: 'self-signed', keyFile: 'self-signed' });
  return checked.ok ? { ok: true, options: { certificate: checked.pair } } : checked;
}

type NamespaceChoice =
  | { readonly ok: true; readonly source: NamespaceSource; readonly from: string }
  | { readonly ok: false; readonly message: string };

/** The cluster where there is one to ask (`--kubeconfig`, KUBECONFIG, a pod's own), else the configuration. */
async function namespacesOf(invocation: Invocation, loaded: ReadConfig, log: Log): Promise<NamespaceChoice> {
  const { one, io } = invocation;
  const environment = io.env['KUBECONFIG']?.split(delimiter).filter((file) => file !== '') ?? [];
  const flag = one('kubeconfig');
  const files = flag === undefined ? environment : [resolve(io.cwd, flag)];
  const asked = one('namespaces-from');
  if (asked === 'config' && flag !== undefined)
    throw new UsageError('--kubeconfig is for `--namespaces-from cluster`: leave one of them out');
  const reachable = files.length > 0 || isInCluster(io.env);
  if (asked === 'config' || (asked === undefined && !reachable))
    return { ok: true, source: await configuredNamespaces(invocation, loaded, log), from: 'the configuration' };
  if (!reachable)
    throw new UsageError('`--namespaces-from cluster` needs --kubeconfig FILE where it does not run in a pod');
  const access = await accessCluster(files);
  if (!access.ok) return access;
  const watch = watchNamespaces(access.client, (problem) => log.warn(problem));
  return { ok: true, source: namespacesFromCluster(watch), from: `a watch on ${access.client.server}` };
}

/** The configured namespaces, read again when the file changes; its other fields hold until the next start. */
async function configuredNamespaces(invocation: Invocation, { config, file }: ReadConfig, log: Log) {
  if (file === undefined) return namespacesFromConfig(() => config);
  let current = config;
  const watch = await watchFiles({
    paths: [file],
    onChange: () => {
      const again = readConfig(invocation);
      if (again.ok) current = again.config;
      else log.error({ problems: again.problems }, 'the changed configuration does not load; the last good one stays');
    },
  });
  return { ...namespacesFromConfig(() => current), stop: watch.stop };
}

function portOf(text: string | undefined, flag: string): number {
  if (text !== undefined && /^\d{1,5}$/.test(text) && Number(text) <= 65_535) return Number(text);
  throw new UsageError(`${flag} is a port from 0 (any free one) to 65535, not \`${text}\``);
}

function delayOf({ one, has }: Invocation): number {
  const text = one('shutdown-delay');
  if (text === undefined) return has('self-signed') ? 0 : SHUTDOWN_DELAY;
  const delay = text === '0' ? 0 : parseDuration(text);
  if (delay === undefined) throw new UsageError(`--shutdown-delay is a duration like \`5s\`, not \`${text}\``);
  return delay;
}

/** A port that is taken is wrong use, and named. */
function listenError(error: unknown): unknown {
  if (!(error instanceof Error) || !('syscall' in error) || error.syscall !== 'listen') return error;
  return new UsageError(`cannot listen: ${error.message}; choose other ports with --port and --metrics-port`);
}
