// The `at` of a rule: which nodes of the object it judges, one by one. Also the paths of transition rules, which are matched against pointers.
import { joinPointer, parsePointer } from '../change/pointer.ts';
import { gvkOf } from '../kube/gvk.ts';
import { isJsonList, isJsonObject, type Json, type JsonObject } from '../kube/object.ts';
import { CONTAINER_LISTS, isBuiltInWorkload, podSpecPathOf, type WorkloadKinds } from '../kube/workload.ts';
import type { Evaluation, Failure, Node, Resolved } from '../policy/rule-type.ts';

/** One step: a name, each item of a list, or each value of a map. */
type Step = { readonly name: string } | 'items' | 'values';

/** A path as compiled: where it starts, and its steps from there. */
export interface Path {
  readonly text: string;
  readonly root: 'object' | 'pod' | 'containers';
  readonly steps: readonly Step[];
}

/** The object itself. */
export const WHOLE_OBJECT: Path = { text: 'object', root: 'object', steps: [] };

const TOKEN =
  /\.?(?<star>\*)|\[\*\](?<items>)|\.?"(?<quoted>(?:[^"\\]|\\.)*)"|\.?(?<name>[A-Za-z0-9_$][A-Za-z0-9_$-]*)/y;

/** Reads a path: names, `."quoted.name"`, `[*]` and `.*`, joined by dots. The problem is a sentence. */
export function parsePath(text: string): { readonly path: Path } | { readonly problem: string } {
  const steps: Step[] = [];
  let position = 0;
  while (position < text.length) {
    TOKEN.lastIndex = position;
    const match = TOKEN.exec(text);
    const dotted = text[position] === '.';
    if (!match || (position === 0 && dotted) || (position > 0 && !dotted && match.groups?.['items'] === undefined)) {
      return {
        problem: `the path \`${text}\` cannot be read at character ${position + 1}: write names joined by dots, \`[*]\` for each list item, \`.*\` for each map value`,
      };
    }
    const { star, items, quoted, name } = match.groups ?? {};
    if (items !== undefined) steps.push('items');
    else if (star !== undefined) steps.push('values');
    else steps.push({ name: quoted === undefined ? (name ?? '') : quoted.replace(/\\(.)/g, '$1') });
    position = TOKEN.lastIndex;
  }
  const [first, ...rest] = steps;
  if (first === undefined) return { problem: 'the path is empty: leave `at` out to judge the object itself' };
  if (typeof first === 'string' || text.startsWith('"')) return { path: { text, root: 'object', steps } };
  if (first.name === 'object') return { path: { text, root: 'object', steps: rest } };
  if (first.name === 'pod') return { path: { text, root: 'pod', steps: rest } };
  if (first.name !== 'containers') return { path: { text, root: 'object', steps } };
  if (rest[0] !== 'items') {
    return {
      problem: `the path \`${text}\` must go on with \`[*]\`: \`containers\` are all containers of a pod, whatever their list`,
    };
  }
  return { path: { text, root: 'containers', steps: rest.slice(1) } };
}

/** The nodes of the judged object, resolved once for all rules that look at the same place. */
export function nodesAt(path: Path, { object, workloadKinds, resolved }: Evaluation): Resolved {
  const known = resolved.get(path.text);
  if (known) return known;
  const found = resolvePath(path, object, workloadKinds);
  resolved.set(path.text, found);
  return found;
}

/** The nodes of the object that the path leads to, in document order; init containers come before regular and ephemeral ones. */
export function resolvePath(path: Path, object: JsonObject, workloadKinds: WorkloadKinds): Resolved {
  const walk = new Walk(path, podPointerOf(object, workloadKinds));
  if (path.root === 'object') {
    walk.follow({ value: object, pointer: '', key: undefined, container: undefined }, 0);
    return walk;
  }
  const podPath = podSpecPathOf(gvkOf(object), workloadKinds);
  if (!podPath) return walk;
  const pod = podPath.reduce<Json | undefined>((value, name) => memberOf(value, name), object);
  if (pod === undefined) {
    if (isBuiltInWorkload(gvkOf(object))) walk.fail(`there is no pod spec at \`${podPath.join('.')}\``);
    return walk;
  }
  const root: Node = { value: pod, pointer: joinPointer('', ...podPath), key: podPath.at(-1), container: undefined };
  if (path.root === 'pod') walk.follow(root, 0);
  else walk.followContainers(root);
  return walk;
}

function podPointerOf(object: JsonObject, workloadKinds: WorkloadKinds): string | undefined {
  const path = podSpecPathOf(gvkOf(object), workloadKinds);
  return path && joinPointer('', ...path);
}

function memberOf(value: Json | undefined, name: string): Json | undefined {
  return isJsonObject(value) && Object.hasOwn(value, name) ? value[name] : undefined;
}

const isContainerList = (name: string) => (CONTAINER_LISTS as readonly string[]).includes(name);

/** One walk along a path; a class because it gathers as it goes. */
class Walk implements Resolved {
  readonly nodes: Node[] = [];
  readonly failures: Failure[] = [];
  private readonly path: Path;
  private readonly podPointer: string | undefined;

  constructor(path: Path, podPointer: string | undefined) {
    this.path = path;
    this.podPointer = podPointer;
  }

  fail(message: string): void {
    this.failures.push({ code: 'path-type', message: `${message}, so \`${this.path.text}\` cannot be judged` });
  }

  followContainers(pod: Node): void {
    if (!isJsonObject(pod.value)) return this.fail(`${place(pod)} is ${kindOf(pod.value)}, not an object`);
    for (const name of CONTAINER_LISTS) {
      const list = memberOf(pod.value, name);
      if (list !== undefined)
        this.items({ value: list, pointer: joinPointer(pod.pointer, name), key: name, container: undefined }, 0, true);
    }
  }

  follow(node: Node, index: number): void {
    const step = this.path.steps[index];
    if (step === undefined) this.nodes.push(node);
    else if (step === 'items') this.items(node, index + 1, this.holdsContainers(node));
    else if (step === 'values') this.values(node, index + 1);
    else this.member(node, step.name, index + 1);
  }

  private holdsContainers({ pointer, key }: Node): boolean {
    return typeof key === 'string' && isContainerList(key) && pointer === `${this.podPointer}/${key}`;
  }

  private items(node: Node, index: number, containers: boolean): void {
    if (!isJsonList(node.value)) return this.fail(`${place(node)} is ${kindOf(node.value)}, not a list`);
    node.value.forEach((value, key) => {
      const container = containers && isJsonObject(value) ? value : node.container;
      this.follow({ value, pointer: joinPointer(node.pointer, key), key, container }, index);
    });
  }

  private values(node: Node, index: number): void {
    if (!isJsonObject(node.value)) return this.fail(`${place(node)} is ${kindOf(node.value)}, not an object`);
    for (const key of Object.keys(node.value)) {
      const value = node.value[key] as Json;
      this.follow({ value, pointer: joinPointer(node.pointer, key), key, container: node.container }, index);
    }
  }

  private member(node: Node, name: string, index: number): void {
    if (!isJsonObject(node.value)) return this.fail(`${place(node)} is ${kindOf(node.value)}, not an object`);
    const value = memberOf(node.value, name);
    if (value === undefined) return;
    this.follow({ value, pointer: joinPointer(node.pointer, name), key: name, container: node.container }, index);
  }
}

const place = ({ pointer }: Node) => (pointer === '' ? 'the object' : `\`${pointer}\``);

function kindOf(value: Json): string {
  if (value === null) return 'null';
  return isJsonList(value) ? 'a list' : isJsonObject(value) ? 'an object' : `a ${typeof value}`;
}

/** How a pointer lies to a path: at or below it, above it (so that the path leads into what stands there), or elsewhere. */
export function placeTo(
  path: Path,
  pointer: string,
  object: JsonObject,
  workloadKinds: WorkloadKinds,
): 'within' | 'above' | 'elsewhere' {
  const steps = wholeSteps(path, object, workloadKinds);
  const tokens = parsePointer(pointer) ?? [];
  if (!steps || !tokens.slice(0, steps.length).every((token, index) => fits(steps[index] ?? 'values', token)))
    return 'elsewhere';
  return tokens.length >= steps.length ? 'within' : 'above';
}

type WholeStep = Step | 'containers';

/** The steps from the object itself; undefined for a path into a pod where the kind carries none. */
function wholeSteps(
  { root, steps }: Path,
  object: JsonObject,
  workloadKinds: WorkloadKinds,
): readonly WholeStep[] | undefined {
  if (root === 'object') return steps;
  const podPath = podSpecPathOf(gvkOf(object), workloadKinds)?.map((name): WholeStep => ({ name }));
  return podPath && [...podPath, ...(root === 'containers' ? (['containers', 'items'] as const) : []), ...steps];
}

function fits(step: WholeStep, token: string): boolean {
  if (step === 'values') return true;
  if (step === 'containers') return isContainerList(token);
  return step === 'items' ? /^([0-9]+|-)$/.test(token) : token === step.name;
}
