// A further thread of a scan: loads the rules as the first thread does, then judges batches until none is left. Says what it found by
// messages; a fault here is one of the whole scan.
import { parentPort, workerData } from 'node:worker_threads';
import { batchJudge } from './batch.ts';
import { findConfig, loadRules } from './rules.ts';
import { batchAt, type Round, takeBatch, type WorkerNews, type WorkerTask } from './scan.ts';

const { options, place, entries } = workerData as WorkerTask;
const say = (news: WorkerNews) => parentPort?.postMessage(news);
const found = findConfig(options, place);
const loaded = found.ok ? await loadRules(options, found, place) : found;
say({ digest: loaded.ok ? loaded.rules.policies.bundle.digest : undefined });
if (loaded.ok) {
  const judge = batchJudge({ ...place, ...options, rules: loaded.rules });
  parentPort?.on('message', ({ facts, next }: Round) => {
    void judgeAll(facts, next);
  });
  const judgeAll = async (facts: Round['facts'], next: Round['next']) => {
    for (let index = takeBatch(next); ; index = takeBatch(next)) {
      const inputs = batchAt(entries, index);
      if (inputs.length === 0) break;
      say({ index, batch: await judge(inputs, facts) });
    }
  };
}
