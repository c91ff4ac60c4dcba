// A check of files as they lie on disk: without an old state every object is a CREATE. Which files, then scan.ts.
import { excludes } from '../../config/config.ts';
import { FILE_LIMITS } from '../../git/files.ts';
import { rendererOf } from '../../renderers/index.ts';
import { errorAt } from './batch.ts';
import { type Check, groundsOf, type Judged } from './check.ts';
import { asError, type RuleErrors } from './rules.ts';
import { beginScan } from './scan.ts';
import { walk } from './walk.ts';

/** The name of standard input in reports: no file can be called that. */
const STDIN = '<stdin>';
const TOO_LONG = `standard input has more than the ${FILE_LIMITS.each} bytes that are read; give files instead`;
const CHANGING = {
  code: 'changing',
  message: 'files or policies were changed while they were read; run the check again when nobody writes to them',
  location: null,
};

/** Judges the files that the words name, `-` being standard input. */
export async function judgeFiles(check: Check): Promise<Judged | RuleErrors> {
  const { options, around, root, found } = check;
  const { cwd, progress } = around;
  const words = options.words.length === 0 ? ['.'] : options.words;
  const { files, problems, excluded, whole } = walk(
    words.filter((word) => word !== '-'),
    {
      cwd,
      root,
      isManifest: (path) => rendererOf(path) !== undefined,
      excludes: (path, named) => excludes(found.config, path, named),
    },
  );
  const bytes = words.includes('-') ? await around.stdin() : undefined;
  const fits = bytes !== undefined && bytes.length <= FILE_LIMITS.each;
  const { policies, config, kubernetesVersion, strictKinds, namespace, now, threads } = options;
  const scan = beginScan({
    entries: files,
    input: fits ? { path: STDIN, bytes } : undefined,
    options: { policies, config, kubernetesVersion, strictKinds, namespace, now },
    place: { cwd, root },
    threads,
    progress,
  });
  try {
    const grounds = await groundsOf(check);
    if (!grounds.ok) return grounds;
    const { definitions, namespaces: live } = grounds.facts;
    const scanned = await scan.judge(grounds.rules, { definitions, namespaces: [], live });
    if (!scanned.ok) return { ok: false, errors: [asError(CHANGING)] };
    return {
      ...grounds,
      ...scanned,
      errors: [
        ...problems.map((one) => errorAt(one.file, one.code, one.message)),
        ...(bytes && !fits ? [errorAt(STDIN, 'size-limit', TOO_LONG)] : []),
        ...scanned.errors,
      ],
      ignored: scanned.ignored + excluded,
      whole: whole && bytes === undefined && problems.length === 0 && scanned.errors.length === 0,
    };
  } finally {
    scan.end();
  }
}
