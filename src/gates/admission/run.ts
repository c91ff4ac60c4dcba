// The admission gate as one thing that runs: bundle, certificate and namespaces, each followed while it changes, behind one server.
import type { FileWatch } from '../../bundle/file-watch.ts';
import type { PolicySource } from '../../bundle/sources.ts';
import { type Loaded, type Refused, watchBundle } from '../../bundle/watch.ts';
import { decide } from '../../engine/decide.ts';
import { staleExemptions } from '../../engine/exempt.ts';
import type { Log } from '../../telemetry/log.ts';
import type { Metrics } from '../../telemetry/metrics.ts';
import type { NamespaceSource } from './namespaces.ts';
import type { Judge } from './review.ts';
import { type AdmissionServer, startAdmissionServer } from './server.ts';
import { type CertificateFiles, type ReadCertificate, watchCertificate } from './tls.ts';

/** What the gate is made of. */
export interface GateOptions {
  readonly sources: readonly PolicySource[];
  readonly namespaces: NamespaceSource;
  readonly kubernetesVersion: string;
  readonly certificate: ReadCertificate;
  /** Files that the certificate is read from again; left out for one that is in memory only. */
  readonly certificateFiles?: CertificateFiles;
  readonly port: number;
  readonly metricsPort: number;
  readonly address?: string;
  readonly log: Log;
  readonly metrics: Metrics;
  /** Milliseconds between two looks at policies and certificate. */
  readonly every?: number;
}

/** A gate that runs. */
export interface RunningGate {
  readonly server: AdmissionServer;
  readonly loaded: Loaded;
  /** Looks at policies and certificate now. */
  look(): Promise<void>;
  /** Stops in good order; milliseconds as in `StopOptions`. */
  stop(delay: number, grace: number): Promise<void>;
}

/** The gate, or what keeps the policies from being loaded. */
export type GateStart = { readonly ok: true; readonly gate: RunningGate } | Refused;

/** Loads the policies and listens. Rejects when a port cannot be had. */
export async function runGate(options: GateOptions): Promise<GateStart> {
  const { namespaces, log, metrics, every } = options;
  let current: Loaded;
  /** Exemptions that have excused something since the bundle came into force. */
  let used = new Set<string>();
  const take = (loaded: Loaded): void => {
    current = loaded;
    used = new Set();
    for (const { code, message, location } of loaded.warnings) log.warn({ code, location }, message);
    metrics.bundle({
      digest: loaded.bundle.digest,
      policies: new Set(loaded.bundle.bound.map(({ policy }) => policy.name)).size,
      loadedAt: Date.now(),
    });
  };
  const { first, watch } = await watchBundle({
    sources: options.sources,
    ...(every !== undefined && { every }),
    onLoaded: (loaded) => {
      take(loaded);
      metrics.reload('bundle', 'success');
      log.info({ bundle: loaded.bundle.digest, files: loaded.files }, 'the policies have changed and are in force');
    },
    onRefused: ({ problems }) => {
      metrics.reload('bundle', 'failure');
      const { digest } = current.bundle;
      log.error(
        { bundle: digest, problems: problems.slice(0, 20) },
        'changed policies do not load; the last good ones stay in force',
      );
    },
  });
  if (!first.ok) {
    watch.stop();
    return first;
  }
  take(first);

  const judge: Judge = (change, expired) => {
    const decision = decide(change, current.bundle, {
      now: Date.now(),
      kubernetesVersion: options.kubernetesVersion,
      namespaceLabels: namespaces.labels,
      expired,
    });
    for (const { exemption } of decision.findings) if (exemption !== undefined) used.add(exemption);
    return decision;
  };
  const { state } = namespaces;
  metrics.sources({
    exemptions: () => {
      const stale = staleExemptions(current.bundle, used, Date.now(), true);
      const named = (rule: string) => stale.filter((one) => one.rule === rule).map(({ exemption }) => exemption.name);
      return { expired: named('expired'), unused: named('unused') };
    },
    ...(state && { namespaces: state }),
  });
  metrics.certificateExpires(options.certificate.expires);

  const watches: FileWatch[] = [watch];
  const stopWatching = () => {
    for (const one of watches) one.stop();
    namespaces.stop();
  };
  let server: AdmissionServer;
  try {
    server = await startAdmissionServer({
      port: options.port,
      metricsPort: options.metricsPort,
      ...(options.address !== undefined && { address: options.address }),
      certificate: options.certificate,
      judge,
      prepare: namespaces.prepare,
      unready: namespaces.unready,
      log,
      metrics,
    });
  } catch (error) {
    stopWatching();
    throw error;
  }
  if (options.certificateFiles) watches.push(await followCertificate(options, options.certificateFiles, server));
  return {
    ok: true,
    gate: {
      server,
      loaded: first,
      look: async () => {
        for (const one of watches) await one.look();
      },
      stop: async (delay, grace) => {
        await server.stop({ delay, grace });
        stopWatching();
      },
    },
  };
}

function followCertificate(
  { certificate, log, metrics, every }: GateOptions,
  files: CertificateFiles,
  server: AdmissionServer,
): Promise<FileWatch> {
  return watchCertificate(
    files,
    certificate,
    (pair) => {
      server.setCertificate(pair);
      metrics.reload('certificate', 'success');
      metrics.certificateExpires(pair.expires);
      log.info({ expires: new Date(pair.expires).toISOString() }, 'the certificate has changed and is served');
    },
    (problem) => {
      metrics.reload('certificate', 'failure');
      log.error({ problem }, 'the changed certificate cannot be served; the last good one stays');
    },
    every,
  );
}
