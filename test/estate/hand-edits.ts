// Twelve people edit twelve manifests, each in another way. What each did is said, and where a report must show it.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** One edit by hand. */
export interface HandEdit {
  readonly file: string;
  readonly says: string;
  /** Type of the drift. */
  readonly type: string;
  /** The text that is replaced, and what stands there afterwards. */
  readonly before: RegExp;
  readonly after: string;
  /** A text of the line at which the drift is shown. */
  readonly shownAt: RegExp;
}

/** All of them. */
export const HAND_EDITS: readonly HandEdit[] = [
  {
    file: 'apps/account.yaml',
    says: 'another value',
    type: 'value',
    before: /revisionHistoryLimit: 3/,
    after: 'revisionHistoryLimit: 25',
    shownAt: /revisionHistoryLimit: 25/,
  },
  {
    file: 'apps/basket.yaml',
    says: 'a field that the standard does not have',
    type: 'extra',
    before: /( +)automountServiceAccountToken: false\n/,
    after: '$&$1hostNetwork: true\n',
    shownAt: /hostNetwork: true/,
  },
  {
    file: 'apps/campaign.yaml',
    says: 'a field of the standard taken out',
    type: 'missing',
    before: / +automountServiceAccountToken: false\n/,
    after: '',
    shownAt: /^ {4}spec:$/m,
  },
  {
    file: 'apps/catalog.yaml',
    says: 'one of two values that must be the same',
    type: 'conflict',
    before: /(limits:\s*\{?\s*memory: )[^\s}]+/,
    after: '$13Gi',
    shownAt: /memory: 3Gi/,
  },
  {
    file: 'apps/checkout.yaml',
    says: 'an image from elsewhere',
    type: 'parameter',
    before: /image: "?registry\.example\.com\/shop\/checkout:([\d.]+)"?/,
    after: 'image: docker.io/someone/checkout:$1',
    shownAt: /image: docker.io/,
  },
  {
    file: 'apps/contact.yaml',
    says: 'a text for a number',
    type: 'type',
    before: /replicas: (\d+)/,
    after: 'replicas: "$1"',
    shownAt: /replicas: "/,
  },
  {
    file: 'apps/coupon.yaml',
    says: 'a container that was left behind',
    type: 'extra',
    before: /( +)containers:\n/,
    after: '$&$1- {name: debug, image: "busybox:1.36", command: [sleep, infinity]}\n',
    shownAt: /name: debug/,
  },
  {
    file: 'apps/currency.yaml',
    says: 'an item of the standard taken out',
    type: 'missing',
    before: / +- name: SERVICE_NAME\n +value: currency\n/,
    after: '',
    shownAt: /^ +env:$/m,
  },
  {
    file: 'apps/delivery.yaml',
    says: 'an object of the set deleted',
    type: 'object-missing',
    before: /---\napiVersion: v1\nkind: Service\n[\s\S]*$/,
    after: '',
    shownAt: /apiVersion: apps\/v1/,
  },
  {
    file: 'apps/discount.yaml',
    says: 'two objects that no longer fit together',
    type: 'conflict',
    before: /selector: \{app.kubernetes.io\/name: discount\}/,
    after: 'selector: {app.kubernetes.io/name: discounts}',
    shownAt: /selector: \{app.kubernetes.io\/name: discounts\}/,
  },
  {
    file: 'apps/favorites.yaml',
    says: 'the same variable twice',
    type: 'duplicate-key',
    before: /( +)- name: LOG_LEVEL\n/,
    after: '$1- name: LOG_LEVEL\n$1  value: info\n$&',
    shownAt: /- name: LOG_LEVEL\n +value: info\n +(- name: LOG_LEVEL)/,
  },
  {
    file: 'apps/gifts.yaml',
    says: 'a label of one’s own',
    type: 'extra',
    before: /^ {4}app\.kubernetes\.io\/part-of: .*\n/m,
    after: '$&    tier: gold\n',
    shownAt: /tier: gold/,
  },
];

/** Makes the edits below a folder. */
export function editByHand(folder: string): void {
  for (const { file, before, after } of HAND_EDITS) {
    const path = join(folder, file);
    const text = readFileSync(path, 'utf8');
    const edited = text.replace(before, after);
    if (edited === text) throw new Error(`${file} has no ${before}`);
    writeFileSync(path, edited);
  }
}

/** The line of an edited file at which the drift is shown; of a group in the pattern, that of the group. */
export function shownLine(folder: string, { file, shownAt }: HandEdit): number {
  const text = readFileSync(join(folder, file), 'utf8');
  const found = shownAt.exec(text);
  if (!found) throw new Error(`${file} has no ${shownAt}`);
  const at = found.index + (found[1] === undefined ? 0 : found[0].lastIndexOf(found[1]));
  return text.slice(0, at).split('\n').length;
}
