// Who proposes a change, and how sure a gate can be of it. Finding it out is the gates' work.

/** How an actor was proven, weakest first: a claim in a commit, an authenticated push, a verified signature, the API server. */
export const PROOFS = ['claimed', 'push', 'signature', 'apiserver'] as const;

/** One of `PROOFS`. */
export type Proof = (typeof PROOFS)[number];

/** The one who proposes a change; `name` is a user name at the API server, an e-mail address in git. */
export interface Actor {
  readonly name: string;
  readonly groups: readonly string[];
  readonly proof: Proof;
}

/** Whether a proof is at least as strong as the one that a policy asks for. */
export function isProven(proof: Proof, least: Proof): boolean {
  return PROOFS.indexOf(proof) >= PROOFS.indexOf(least);
}
