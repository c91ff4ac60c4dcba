// 10,000 generated manifests against the schemas of their kinds: `sallyport check` with the schema policy alone, our schema check by
// itself, and kubeconform with the same schemas from disk, in turns, each in a process of its own.
import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { apiSchemas } from '../src/bundle/api-data.ts';
import { findKubeconform, writeSchemas } from './kubeconform.ts';
import { writeManifests } from './manifests.ts';
import { MAIN, runNode } from './processes.ts';
import { median } from './statistics.ts';

const MANIFESTS = 10_000;
const RUNS = 5;
/** The reserved policy bound by name, and no other one. */
const ONLY_SCHEMA = `apiVersion: sallyport.dev/v1alpha1
kind: PolicyBinding
metadata: {name: schema}
spec: {policies: [kubernetes-schema], enforcement: deny}
`;

/** Seconds, medians over the runs. */
export interface SchemaResult {
  readonly manifests: number;
  readonly runs: number;
  /** The whole gate: reads, completes, validates as the API server does, judges and reports. */
  readonly check: number;
  /** Reading, parsing with positions and the schema alone. */
  readonly schemaOnly: number;
  /** Why kubeconform was left out, or its time. */
  readonly kubeconform: number | { readonly leftOut: string };
}

/** Measures all in turns. Fails when one of them did not see every manifest. */
export function measureSchema(folder: string): SchemaResult {
  const manifests = join(folder, 'schema-manifests');
  writeManifests(manifests, MANIFESTS);
  const policies = join(folder, 'schema-policies');
  mkdirSync(policies);
  writeFileSync(join(policies, 'binding.yaml'), ONLY_SCHEMA);
  const found = findKubeconform();
  const location = found.ok ? writeSchemas(join(folder, 'schemas'), apiSchemas('1.35')) : '';
  const checks: number[] = [];
  const alone: number[] = [];
  const others: number[] = [];
  for (let run = 0; run < RUNS; run++) {
    const check = runNode([MAIN, 'check', '--policies', policies, '--format', 'json', manifests]);
    const objects = check.status === 0 ? JSON.parse(check.stdout).summary.objects : 0;
    if (objects !== MANIFESTS)
      throw new Error(`check saw ${objects} manifests (exit ${check.status}): ${check.stderr.slice(-2000)}`);
    checks.push(check.milliseconds);
    const own = runNode(['dist/bench/schema-only.js', manifests]);
    if (own.stdout.trim() !== `${MANIFESTS} 0`) throw new Error(`the schema check saw ${own.stdout}: ${own.stderr}`);
    alone.push(own.milliseconds);
    if (found.ok) others.push(runKubeconform(found.program, location, manifests));
  }
  const seconds = (all: readonly number[]) => median(all) / 1000;
  return {
    manifests: MANIFESTS,
    runs: RUNS,
    check: seconds(checks),
    schemaOnly: seconds(alone),
    kubeconform: found.ok ? seconds(others) : { leftOut: found.reason },
  };
}

function runKubeconform(program: string, location: string, manifests: string): number {
  const before = performance.now();
  const { stdout, stderr } = spawnSync(program, ['-strict', '-summary', '-schema-location', location, manifests], {
    encoding: 'utf8',
  });
  const milliseconds = performance.now() - before;
  if (!stdout.includes(`Valid: ${MANIFESTS}, Invalid: 0`)) throw new Error(`kubeconform saw ${stdout}: ${stderr}`);
  return milliseconds;
}
