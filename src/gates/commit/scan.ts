// All files of a check on disk, batch by batch on several threads: the first judges as well, the others are scan-worker.ts. Whatever
// the number of threads, the answer is the same, in the order of the files.
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { joinPortions } from '../../reports/portion.ts';
import { type Batch, type BatchOptions, batchJudge, type Facts, type Input, type OwnFacts, surveyor } from './batch.ts';
import type { DiskEntry } from './disk-file.ts';
import type { RuleOptions, RulePlace, Rules } from './rules.ts';

/** Files of one batch: few enough that threads end at the same time, enough that handing over costs nothing. */
const BATCH = 24;
/** Fewer files are judged before a further thread has loaded and warmed up what it judges by. */
const FILES_WORTH_A_THREAD = 2_000;
/** More threads than this wait for the disk and for memory. */
const MOST_THREADS = 8;
/** Room for what a further thread throws away at once; node's own 48 MiB would be most of what a scan takes. */
const YOUNG_MEBIBYTES = 24;
/** Files that change under our hands again and again cannot be judged. */
const ROUNDS = 4;

/** What a worker is made with. */
export interface WorkerTask {
  readonly options: RuleOptions & Pick<BatchOptions, 'namespace' | 'now'>;
  readonly place: RulePlace;
  readonly entries: readonly DiskEntry[];
}

/** One pass over all files: the next batch is `next[0]`. */
export interface Round {
  readonly facts: Facts;
  readonly next: SharedArrayBuffer;
}

/** What a worker says: by which bundle it judges (undefined for one that does not load), then each batch that it has judged. */
export type WorkerNews = { readonly digest: string | undefined } | { readonly index: number; readonly batch: Batch };

/** What a scan is asked to do. */
export interface ScanOptions extends WorkerTask {
  /** A file that was read already. */
  readonly input: Input | undefined;
  /** Threads that judge; undefined: as many as there are cores, where files are many. */
  readonly threads: number | undefined;
  readonly progress: ((done: number, total: number) => void) | undefined;
}

/** A scan that has begun: other threads load what they need while the first one does. */
export interface Scan {
  /** Judges all files, by facts that are known beside what they say themselves. */
  readonly judge: (rules: Rules, known: Facts) => Promise<Scanned>;
  /** Ends all threads. */
  readonly end: () => void;
}

/** What all batches make together; not ok where files or policies changed while they were read. */
export type Scanned = ({ readonly ok: true } & Omit<Batch, 'own'>) | { readonly ok: false };

/** Begins a scan. */
export function beginScan({ entries, input, threads, progress, options, place }: ScanOptions): Scan {
  const worth = Math.min(Math.floor(entries.length / FILES_WORTH_A_THREAD), availableParallelism(), MOST_THREADS);
  const wanted = threads ?? Math.max(1, worth);
  const helpers = Array.from({ length: Math.max(0, Math.min(wanted, batchesOf(entries)) - 1) }, () =>
    startWorker({ options, place, entries }),
  );
  return {
    end: () => {
      for (const { worker } of helpers) void worker.terminate();
    },
    judge: async (rules, known) => {
      const judge = batchJudge({ ...place, ...options, rules });
      const { digest } = rules.policies.bundle;
      let own = surveyor(place)([...entries, ...(input ? [input] : [])]);
      for (let round = 0; round < ROUNDS; round++) {
        const facts = { ...known, ...own, definitions: [...known.definitions, ...own.definitions] };
        const batches = await pass(entries, helpers, judge, { digest, facts }, progress);
        if (batches === 'unlike') break;
        if (input) batches.push(await judge([input], facts));
        const seen = joinOwn(batches);
        if (same(seen, own)) return joined(batches);
        // A kind may be written so that no search finds the word, and a file may have changed.
        own = seen;
      }
      return { ok: false };
    },
  };
}

type Judge = ReturnType<typeof batchJudge>;

const batchesOf = (entries: readonly DiskEntry[]) => Math.ceil(entries.length / BATCH);

/** The files of a batch. */
export function batchAt(entries: readonly DiskEntry[], index: number): readonly DiskEntry[] {
  return entries.slice(index * BATCH, (index + 1) * BATCH);
}

/** Takes the number of the next batch. */
export function takeBatch(next: SharedArrayBuffer): number {
  return Atomics.add(new Int32Array(next), 0, 1);
}

/** Judges every batch once, each on the thread that takes it first; `unlike` where a thread has loaded another bundle. */
async function pass(
  entries: readonly DiskEntry[],
  helpers: readonly Helper[],
  judge: Judge,
  { digest, facts }: { readonly digest: string; readonly facts: Facts },
  progress: ScanOptions['progress'],
): Promise<Batch[] | 'unlike'> {
  const next = new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT);
  const total = batchesOf(entries);
  const batches: Batch[] = new Array(total);
  let files = 0;
  let left = total;
  let others: 'unlike' | undefined;
  const keep = (index: number, batch: Batch) => {
    batches[index] = batch;
    left -= 1;
    files += batchAt(entries, index).length;
    progress?.(files, entries.length);
  };
  const ended = new Promise<void>((resolve, reject) => {
    const end = () => (left === 0 || others) && resolve();
    for (const helper of helpers) {
      helper.begin({ facts, next }, (news) => {
        if ('batch' in news) keep(news.index, news.batch);
        else if (news.digest !== digest) others = 'unlike';
        end();
      });
      helper.broken.catch(reject);
    }
    if (helpers.length === 0) resolve();
  });
  // Awaited only where the others still judge; a thread that ends later, when all is over, is no fault.
  ended.catch(() => undefined);
  for (let index = takeBatch(next); index < total && !others; index = takeBatch(next)) {
    keep(index, await judge(batchAt(entries, index), facts));
    // What the others say is heard in between.
    if (helpers.length > 0) await new Promise(setImmediate);
  }
  if (left > 0) await ended;
  return others ?? batches;
}

interface Helper {
  readonly worker: Worker;
  /** Rejected when the thread ends. */
  readonly broken: Promise<never>;
  /** Gives the thread a round, and hears what it says from then on. */
  readonly begin: (round: Round, hear: (news: WorkerNews) => void) => void;
}

function startWorker(task: WorkerTask): Helper {
  const worker = new Worker(new URL('./scan-worker.js', import.meta.url), {
    workerData: task,
    resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MEBIBYTES },
  });
  const broken = new Promise<never>((_, reject) => {
    worker.once('error', reject);
    worker.once('exit', (code) => reject(new Error(`a thread of the scan ended with ${code}`)));
  });
  broken.catch(() => undefined);
  let early: WorkerNews | undefined;
  let listener = (news: WorkerNews): void => {
    early = news;
  };
  worker.on('message', (news: WorkerNews) => listener(news));
  return {
    worker,
    broken,
    begin: (round, hear) => {
      listener = hear;
      if (early) hear(early);
      early = undefined;
      worker.postMessage(round);
    },
  };
}

function joinOwn(batches: readonly Batch[]): OwnFacts {
  return {
    definitions: batches.flatMap(({ own }) => own.definitions),
    namespaces: batches.flatMap(({ own }) => own.namespaces),
  };
}

const same = (a: OwnFacts, b: OwnFacts) => JSON.stringify(a) === JSON.stringify(b);

function joined(batches: readonly Batch[]): Scanned {
  return {
    ok: true,
    portion: joinPortions(batches.map(({ portion }) => portion)),
    errors: batches.flatMap(({ errors }) => errors),
    files: batches.reduce((sum, { files }) => sum + files, 0),
    ignored: batches.reduce((sum, { ignored }) => sum + ignored, 0),
  };
}
