// Counters, histograms and gauges of a gate that serves, in the Prometheus text format. Knows no domain: plain words and numbers come in.
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

/** What one judged review adds. All words come from closed sets or from the bundle, so that label values stay bounded. */
export interface ObservedReview {
  readonly operation: string;
  readonly verdict: string;
  readonly dryRun: boolean;
  readonly seconds: number;
  readonly findings: readonly { readonly policy: string; readonly enforcement: string; readonly exemption?: string }[];
  readonly errors: readonly { readonly code: string }[];
}

/** The bundle that is in force. */
export interface ObservedBundle {
  readonly digest: string;
  readonly policies: number;
  /** Milliseconds since the epoch. */
  readonly loadedAt: number;
}

/** Read at each scrape. */
export interface MetricSources {
  /** Exemptions by name: expired ones, and ones that excused nothing since the bundle was loaded. */
  readonly exemptions?: () => { readonly expired: readonly string[]; readonly unused: readonly string[] };
  /** The namespace watch: whether it has seen all, and seconds since the server was last heard. */
  readonly namespaces?: () => { readonly synced: boolean; readonly age: number; readonly known: number };
}

/** What a gate tells the metrics, and the text they are read as. */
export interface Metrics {
  begin(): () => void;
  review(observed: ObservedReview): void;
  /** A request that was no review to judge, by a reason from a closed set. */
  refused(reason: string): void;
  bundle(observed: ObservedBundle): void;
  reload(what: 'bundle' | 'certificate', result: 'success' | 'failure'): void;
  certificateExpires(at: number): void;
  sources(sources: MetricSources): void;
  text(): Promise<{ readonly contentType: string; readonly body: string }>;
}

/** Buckets around a webhook's time-outs (1 to 30 s) and a judgement's usual fractions of a millisecond. */
const SECONDS = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

/** Distinct error codes that are counted by name; an expression may raise codes of its own. */
const MAXIMUM_CODES = 100;

/** Metrics in a registry of their own; `process` adds those of the process (event loop lag, memory, handles). */
export function createMetrics({ process: withProcess = true }: { readonly process?: boolean } = {}): Metrics {
  const registry = new Registry();
  const registers = [registry];
  if (withProcess) collectDefaultMetrics({ register: registry, prefix: 'sallyport_' });
  let sources: MetricSources = {};

  const requests = new Counter({
    name: 'sallyport_admission_requests_total',
    help: 'Admission reviews judged, by operation, verdict and dry run.',
    labelNames: ['operation', 'verdict', 'dry_run'],
    registers,
  });
  const duration = new Histogram({
    name: 'sallyport_admission_duration_seconds',
    help: 'Time from the arrival of a review to its answer, by operation.',
    labelNames: ['operation'],
    buckets: SECONDS,
    registers,
  });
  const inFlight = new Gauge({
    name: 'sallyport_admission_in_flight',
    help: 'Requests that have arrived and are not answered yet.',
    registers,
  });
  const refusals = new Counter({
    name: 'sallyport_admission_refused_total',
    help: 'Requests that could not be judged as a review, by reason.',
    labelNames: ['reason'],
    registers,
  });
  const findings = new Counter({
    name: 'sallyport_findings_total',
    help: 'Findings that no exemption excuses, by policy and enforcement.',
    labelNames: ['policy', 'enforcement'],
    registers,
  });
  const exempted = new Counter({
    name: 'sallyport_exempted_findings_total',
    help: 'Findings that an exemption excused, by exemption.',
    labelNames: ['exemption'],
    registers,
  });
  const errors = new Counter({
    name: 'sallyport_errors_total',
    help: 'Rules that could not be judged, by code.',
    labelNames: ['code'],
    registers,
  });
  const bundleInfo = new Gauge({
    name: 'sallyport_bundle_info',
    help: '1 for the digest of the bundle in force.',
    labelNames: ['digest'],
    registers,
  });
  const bundlePolicies = new Gauge({
    name: 'sallyport_bundle_policies',
    help: 'Policies of the bundle in force.',
    registers,
  });
  const bundleLoaded = new Gauge({
    name: 'sallyport_bundle_loaded_timestamp_seconds',
    help: 'When the bundle in force was loaded.',
    registers,
  });
  const reloads = new Counter({
    name: 'sallyport_reloads_total',
    help: 'Changes on disk that were taken over (success) or refused (failure), of bundle and certificate.',
    labelNames: ['what', 'result'],
    registers,
  });
  const certificate = new Gauge({
    name: 'sallyport_certificate_expiry_timestamp_seconds',
    help: 'When the serving certificate ends.',
    registers,
  });
  new Gauge({
    name: 'sallyport_exemption_expired',
    help: '1 for each exemption of the bundle that has expired.',
    labelNames: ['exemption'],
    registers,
    collect() {
      this.reset();
      for (const exemption of sources.exemptions?.().expired ?? []) this.set({ exemption }, 1);
    },
  });
  new Gauge({
    name: 'sallyport_exemption_unused',
    help: '1 for each exemption that has excused nothing since the bundle was loaded.',
    labelNames: ['exemption'],
    registers,
    collect() {
      this.reset();
      for (const exemption of sources.exemptions?.().unused ?? []) this.set({ exemption }, 1);
    },
  });
  const ofNamespaces = (name: string, help: string, read: (state: NamespaceState) => number) =>
    new Gauge({
      name,
      help,
      registers,
      collect() {
        const state = sources.namespaces?.();
        if (state) this.set(read(state));
      },
    });
  ofNamespaces('sallyport_namespaces_synced', '1 once all namespaces were listed.', ({ synced }) => Number(synced));
  ofNamespaces('sallyport_namespaces_age_seconds', 'Time since the namespace watch last heard.', ({ age }) => age);
  ofNamespaces('sallyport_namespaces_known', 'Namespaces whose labels are known.', ({ known }) => known);

  const codes = new Set<string>();
  const bounded = (code: string): string => {
    if (codes.size < MAXIMUM_CODES) codes.add(code);
    return codes.has(code) ? code : 'other';
  };
  return {
    begin: () => {
      inFlight.inc();
      return () => inFlight.dec();
    },
    review: (observed) => {
      const { operation, verdict, dryRun } = observed;
      requests.inc({ operation, verdict, dry_run: String(dryRun) });
      duration.observe({ operation }, observed.seconds);
      for (const { policy, enforcement, exemption } of observed.findings) {
        if (exemption === undefined) findings.inc({ policy, enforcement });
        else exempted.inc({ exemption });
      }
      for (const { code } of observed.errors) errors.inc({ code: bounded(code) });
    },
    refused: (reason) => refusals.inc({ reason }),
    bundle: ({ digest, policies, loadedAt }) => {
      bundleInfo.reset();
      bundleInfo.set({ digest }, 1);
      bundlePolicies.set(policies);
      bundleLoaded.set(loadedAt / 1000);
    },
    reload: (what, result) => reloads.inc({ what, result }),
    certificateExpires: (at) => certificate.set(at / 1000),
    sources: (next) => {
      sources = next;
    },
    text: async () => ({ contentType: registry.contentType, body: await registry.metrics() }),
  };
}

type NamespaceState = ReturnType<NonNullable<MetricSources['namespaces']>>;
