// Who is behind a commit or a push, and how sure git can be of it: a claim in the commit, the authenticated pusher, a verified signature.
import type { Actor } from '../change/actor.ts';
import { type GitPlace, git, runGit } from './exec.ts';

/**
 * Where servers put the name of the user who pushes, in the order in which they are asked: GitLab, Gitea and Forgejo, GitHub
 * Enterprise, gitolite, a web server in front of git-http-backend.
 */
export const PUSHER_VARIABLES: readonly string[] = [
  'GL_USERNAME',
  'GITEA_PUSHER_NAME',
  'GITHUB_USER_LOGIN',
  'GL_USER',
  'REMOTE_USER',
];

/** A commit as far as it tells who made it. */
interface Signed {
  /** git's `%G?`: `G` for a good signature of a trusted key, `N` for none. */
  readonly status: string;
  readonly signer: string;
  readonly email: string;
}

/** The one who is about to commit, as the configuration claims; undefined when it claims nobody. */
export async function pendingCommitter(place: GitPlace): Promise<Actor | undefined> {
  const output = await runGit(place, ['var', 'GIT_COMMITTER_IDENT']);
  const email = output.ok ? /<([^<>]*)>/.exec(output.stdout.toString('utf8'))?.[1] : undefined;
  return email ? { name: email, groups: [], proof: 'claimed' } : undefined;
}

/**
 * The actor of the commits that `to` has and `from` lacks. All of them signed well by one and the same signer: proof
 * `signature`. Otherwise what the last one claims.
 */
export async function committerOf(place: GitPlace, to: string, from: string | undefined): Promise<Actor | undefined> {
  const range = from === undefined ? [to] : [to, `^${from}`];
  const claims = await describe(place, ['--no-walk', to], '%x00%x00%ce');
  const last = claims[0];
  if (!last) return undefined;
  const claimed: Actor = { name: last.email, groups: [], proof: 'claimed' };
  // Verifying starts a program for each signed commit: a single unsigned one already decides.
  if (!(await isSigned(place, to))) return claimed;
  const commits = await describe(place, range, '%G?%x00%GS%x00%ce');
  const signers = new Set(commits.map(({ status, signer }) => (status === 'G' ? signerName(signer) : '')));
  const [signer] = signers;
  return signers.size === 1 && signer ? { name: signer, groups: [], proof: 'signature' } : claimed;
}

/** The user who pushes, by the first of the variables that is set. */
export function pusherOf(env: GitPlace['env'], variables: readonly string[]): Actor | undefined {
  for (const variable of variables) {
    const name = env[variable];
    if (name !== undefined && name !== '') return { name, groups: [], proof: 'push' };
  }
  return undefined;
}

async function isSigned(place: GitPlace, commit: string): Promise<boolean> {
  const text = (await git(place, ['cat-file', 'commit', commit])).toString('latin1');
  return /^gpgsig(-sha256)? /m.test(text.slice(0, text.indexOf('\n\n')));
}

async function describe(place: GitPlace, range: readonly string[], format: string): Promise<readonly Signed[]> {
  const output = await git(place, [
    'log',
    '--no-show-signature',
    '--no-color',
    '-z',
    `--format=${format}`,
    ...range,
    '--',
  ]);
  const items = output.toString('utf8').split('\0');
  const commits: Signed[] = [];
  for (let index = 0; index + 2 < items.length; index += 3) {
    commits.push({ status: items[index]!, signer: items[index + 1]!, email: items[index + 2]! });
  }
  return commits;
}

/** `Name <address>` of OpenPGP becomes the address; the principal of an SSH signature is kept. */
function signerName(signer: string): string {
  return /<([^<>]+)>\s*$/.exec(signer)?.[1] ?? signer.trim();
}
