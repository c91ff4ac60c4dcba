// A few files of the disk read, completed and judged; what remains of them is a portion of the report. Every thread of a scan does
// this with batch after batch, so that memory holds one batch a thread. Which files and which facts is scan.ts's.
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { modelMaker } from '../../bundle/api-model.ts';
import { type DescribedNamespace, namespaceLabels } from '../../change/namespace.ts';
import { namespaceForPath } from '../../config/config.ts';
import { decideAll } from '../../engine/decide-all.ts';
import { FILE_LIMITS } from '../../git/files.ts';
import { gvkOf } from '../../kube/gvk.ts';
import type { JsonObject } from '../../kube/object.ts';
import { renderAll } from '../../renderers/index.ts';
import { type Portion, portionOf } from '../../reports/portion.ts';
import type { ReportedError } from '../../reports/report.ts';
import { definitionsAmong } from '../../snapshot/snapshot.ts';
import { type DiskEntry, type DiskFile, readEntries } from './disk-file.ts';
import { intake } from './intake.ts';
import type { RulePlace, Rules } from './rules.ts';

/** A file to read, or one that was read already (standard input). */
export type Input = DiskEntry | DiskFile;

/** What an object's verdict may depend on beside itself. */
export interface Facts {
  /** CustomResourceDefinitions: of folders, a snapshot or a cluster, then those of the files themselves. */
  readonly definitions: readonly JsonObject[];
  /** Namespace objects of the files. */
  readonly namespaces: readonly JsonObject[];
  /** Namespaces of a snapshot or a cluster. */
  readonly live: readonly DescribedNamespace[];
}

/** What files say about all others. */
export type OwnFacts = Pick<Facts, 'definitions' | 'namespaces'>;

/** What remains of a batch: plain data, which threads can hand over. */
export interface Batch {
  readonly portion: Portion;
  /** What could not be read. */
  readonly errors: readonly ReportedError[];
  readonly files: number;
  readonly ignored: number;
  readonly own: OwnFacts;
}

/** What is the same for all batches of a check. */
export interface BatchOptions extends RulePlace {
  readonly rules: Rules;
  readonly namespace: string | undefined;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/** Judges batches by the rules; the model of the API server is made anew only where the definitions are others. */
export function batchJudge(options: BatchOptions): (inputs: readonly Input[], facts: Facts) => Promise<Batch> {
  const { rules, namespace, now } = options;
  const { version, policies, found, strictKinds } = rules;
  const modelOf = modelMaker({ version, strictKinds });
  const read = batchReader(options);
  return async (inputs, facts) => {
    const { rendered, errors, files } = read(inputs);
    const objects = rendered.objects.map(({ object }) => object);
    const { changes } = intake(
      {
        old: undefined,
        new: rendered.objects,
        namespaceForPath: (path) => namespace ?? namespaceForPath(found.config, path),
        actor: undefined,
      },
      await modelOf(facts.definitions, objects),
    );
    const { judgements } = decideAll(changes, [], policies.bundle, {
      now,
      kubernetesVersion: version,
      namespaceLabels: namespaceLabels(facts.namespaces, found.config.namespaces, facts.live),
    });
    return { portion: portionOf(judgements), errors, files, ignored: rendered.ignored, own: ownFacts(objects) };
  };
}

/** What the files say about all others. Only those are parsed in which the word for it stands. */
export function surveyor(place: RulePlace): (inputs: readonly Input[]) => OwnFacts {
  const read = batchReader(place, ({ bytes }) => {
    const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    return text.includes('Namespace') || text.includes('CustomResourceDefinition');
  });
  return (inputs) => ownFacts(read(inputs).rendered.objects.map(({ object }) => object));
}

function ownFacts(objects: readonly JsonObject[]): OwnFacts {
  return {
    definitions: definitionsAmong(objects),
    namespaces: objects.filter((object) => {
      const { group, kind } = gvkOf(object);
      return group === '' && kind === 'Namespace';
    }),
  };
}

function batchReader({ root, cwd }: RulePlace, isWanted: (file: DiskFile) => boolean = () => true) {
  const top = root ?? cwd;
  const tree = { hasFile: (path: string) => existsSync(resolve(top, path)) };
  return (inputs: readonly Input[]) => {
    const { files, problems } = readEntries(inputs, FILE_LIMITS.each);
    const errors = problems.map(({ file, code, message }) => errorAt(file, code, message));
    const rendered = renderAll(files.filter(isWanted), tree);
    return { rendered, errors: [...errors, ...unreadable(rendered)], files: files.length };
  };
}

/** An error about a whole file. */
export function errorAt(file: string, code: string, message: string): ReportedError {
  return { code, message, enforcement: 'deny', location: { file, line: 1, column: 1 } };
}

/** What could not be read of files, as errors of the report. */
export function unreadable({ problems }: Pick<ReturnType<typeof renderAll>, 'problems'>): readonly ReportedError[] {
  return problems.map(({ file, code, message, position }) => ({
    code,
    message,
    enforcement: 'deny',
    location: { file, line: position.line, column: position.column },
  }));
}
