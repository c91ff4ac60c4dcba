// Bundles the command line into dist/cli: few files that load fast, each command's code still loaded only with the command. What only
// the webhook and the cluster need stays in node_modules: it is large, and no hook waits for it.
import { rmSync } from 'node:fs';
import { build } from 'esbuild';

const outdir = 'dist/cli';
rmSync(outdir, { recursive: true, force: true });
await build({
  entryPoints: { main: 'src/main.ts', 'scan-worker': 'src/gates/commit/scan-worker.ts' },
  outdir,
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20.19',
  external: ['@kubernetes/client-node', 'express', 'pino', 'prom-client'],
  // CommonJS packages in the bundle ask for node's own modules.
  banner: {
    js: "import { createRequire as requireFrom } from 'node:module'; const require = requireFrom(import.meta.url);",
  },
  sourcemap: true,
  sourcesContent: false,
  legalComments: 'linked',
  logLevel: 'warning',
});
