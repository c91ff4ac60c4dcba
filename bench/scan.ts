// A scan of 10,000 generated manifests against reading and parsing them with js-yaml alone, each in a process of its own.
import { join } from 'node:path';
import { writeManifests } from './manifests.ts';
import { type Finished, MAIN, runNode } from './processes.ts';
import { median } from './statistics.ts';

const MANIFESTS = 10_000;
const RUNS = 3;
const PACKS = ['pack:pod-security-baseline', 'pack:standards'];

/** Seconds and MiB, medians over the runs. */
export interface ScanResult {
  readonly manifests: number;
  readonly files: number;
  readonly runs: number;
  readonly packs: readonly string[];
  readonly scan: { readonly seconds: number; readonly peak: number };
  readonly parse: { readonly seconds: number; readonly peak: number };
  readonly findings: number;
}

/** Measures both in turns. Fails when either did not see every manifest. */
export function measureScan(folder: string): ScanResult {
  const manifests = join(folder, 'manifests');
  const files = writeManifests(manifests, MANIFESTS);
  const scans: Finished[] = [];
  const parses: Finished[] = [];
  let findings = 0;
  for (let run = 0; run < RUNS; run++) {
    const parse = runNode(['dist/bench/parse-only.js', manifests], { memory: true });
    if (Number(parse.stdout) !== MANIFESTS)
      throw new Error(`parsing alone saw ${parse.stdout} manifests: ${parse.stderr}`);
    parses.push(parse);
    const policies = PACKS.flatMap((pack) => ['--policies', pack]);
    const scan = runNode([MAIN, 'check', ...policies, '--format', 'json', manifests], { memory: true });
    const objects = scan.status === 0 || scan.status === 1 ? JSON.parse(scan.stdout).summary.objects : 0;
    if (objects !== MANIFESTS)
      throw new Error(
        `the scan saw ${objects} manifests (exit ${scan.status}): ${scan.stderr.slice(-2000)}${scan.stdout.slice(0, 500)}`,
      );
    findings = JSON.parse(scan.stdout).findings.length;
    scans.push(scan);
  }
  const medians = (all: readonly Finished[]) => ({
    seconds: median(all.map(({ milliseconds }) => milliseconds)) / 1000,
    peak: median(all.map(({ peak }) => peak)),
  });
  return {
    manifests: MANIFESTS,
    files,
    runs: RUNS,
    packs: PACKS,
    scan: medians(scans),
    parse: medians(parses),
    findings,
  };
}
