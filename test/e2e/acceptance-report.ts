// The server's answers beside ours: how often they agree, and where they do not, by cause.
import type { FieldError } from '../../src/kube/field-error.ts';
import type { JsonObject } from '../../src/kube/object.ts';
import { fieldNames } from './acceptance-bases.ts';
import type { AskedCase, ServerCause, ServerVerdict } from './acceptance-server.ts';

/** One cause of disagreements. */
export interface Disagreement {
  readonly side: 'server refuses' | 'we refuse';
  readonly cause: string;
  readonly kinds: readonly string[];
  readonly count: number;
  readonly example: AskedCase;
  readonly shown: string;
}

/** What a comparison yields. */
export interface Comparison {
  readonly compared: number;
  readonly agreed: number;
  readonly refused: number;
  /** Left out by the server's state: what no manifest can tell. */
  readonly byState: ReadonlyMap<string, number>;
  readonly byKind: ReadonlyMap<string, { compared: number; agreed: number; refused: number }>;
  /** Fields that were changed, of those that objects of these kinds can have; and different reasons of the server. */
  readonly coverage: { readonly touched: number; readonly fields: number; readonly reasons: number };
  /** Both refuse with causes: how often they name the same fields, and at least one field in common. */
  readonly bothRefuse: { total: number; same: number; overlapping: number };
  readonly disagreements: readonly Disagreement[];
  /** Where both refuse: reasons of the server that we did not give, by count. A validator may be missing behind another. */
  readonly missed: readonly (readonly [string, number])[];
}

/** A pattern of the server's message, and why no manifest can tell what it says. */
export interface StateCause {
  readonly message: string;
  readonly cause: string;
}

type Ours = (object: JsonObject, old?: JsonObject) => readonly FieldError[];

/** Compares every case. */
export function compare(cases: readonly AskedCase[], ours: Ours, state: readonly StateCause[]): Comparison {
  const byState = new Map<string, number>();
  const byKind = new Map<string, { compared: number; agreed: number; refused: number }>();
  const touched = new Set<string>();
  const reasons = new Set<string>();
  const missed = new Map<string, number>();
  const bothRefuse = { total: 0, same: 0, overlapping: 0 };
  const groups = new Map<string, { first: Omit<Disagreement, 'kinds' | 'count'>; kinds: Set<string>; count: number }>();
  for (const one of cases) {
    const { kind, object, old, server } = one;
    const outside = server.accepted ? undefined : stateCause(server, state);
    if (outside !== undefined) {
      byState.set(outside, (byState.get(outside) ?? 0) + 1);
      continue;
    }
    const row = byKind.get(kind) ?? { compared: 0, agreed: 0, refused: 0 };
    byKind.set(kind, row);
    row.compared += 1;
    if (!server.accepted) row.refused += 1;
    for (const field of one.touched) touched.add(field);
    for (const cause of server.causes) reasons.add(`${kind} ${cause.reason} ${masked(cause.field)}`);
    const found = ours(object, old);
    if (server.accepted === (found.length === 0)) {
      row.agreed += 1;
      if (!server.accepted && server.status === 422 && server.causes.length > 0) {
        countFields(server, found, bothRefuse);
        for (const cause of unsaid(server, found)) {
          const text = `${cause.reason} ${podsAlike(kind, masked(cause.field))}: ${withoutValues(cause.message).slice(0, 110)}`;
          missed.set(text, (missed.get(text) ?? 0) + 1);
        }
      }
      continue;
    }
    const side = server.accepted ? 'we refuse' : 'server refuses';
    const cause = `${old ? 'update: ' : ''}${server.accepted ? ourCause(kind, found[0] as FieldError) : serverCause(kind, server)}`;
    const shown = server.accepted ? JSON.stringify(found[0]) : `${server.status} ${server.message}`;
    const group = groups.get(`${side} ${cause}`) ?? {
      first: { side, cause, example: one, shown },
      kinds: new Set(),
      count: 0,
    };
    group.kinds.add(kind);
    group.count += 1;
    // The smallest object shows a cause best.
    if (JSON.stringify(object).length < JSON.stringify(group.first.example.object).length)
      group.first = { side, cause, example: one, shown };
    groups.set(`${side} ${cause}`, group);
  }
  const rows = [...byKind.values()];
  const sum = (of: (row: (typeof rows)[number]) => number): number => rows.reduce((total, row) => total + of(row), 0);
  return {
    compared: sum((row) => row.compared),
    agreed: sum((row) => row.agreed),
    refused: sum((row) => row.refused),
    byState,
    byKind,
    coverage: {
      touched: touched.size,
      fields: new Set([...byKind.keys()].flatMap((kind) => [...fieldNames(kind)])).size,
      reasons: reasons.size,
    },
    bothRefuse,
    missed: [...missed].sort(([, a], [, b]) => b - a),
    disagreements: [...groups.values()]
      .map(({ first, kinds, count }) => ({ ...first, kinds: [...kinds].sort(), count }))
      .sort((a, b) => b.count - a.count || (a.cause < b.cause ? -1 : 1)),
  };
}

/** Why a refusal says nothing of the object. All of the server's causes must be of its state: one that is not refuses it anywhere. */
export function stateCause(
  { causes, message, status }: ServerVerdict,
  state: readonly StateCause[],
): string | undefined {
  if (status === 409) return 'the name is taken';
  const texts = causes.length > 0 && status === 422 ? causes.map((one) => `${one.field}: ${one.message}`) : [message];
  const found = texts.map((text) => state.find((one) => new RegExp(one.message, 's').test(text))?.cause);
  return found.every((one) => one !== undefined) ? found[0] : undefined;
}

/** Pod specs are the same wherever they are. */
function podsAlike(kind: string, path: string): string {
  const inside = path.replace(/^(spec\.jobTemplate\.)?(spec\.)?template\.spec\./, 'PODSPEC.');
  return kind === 'v1 Pod' ? inside.replace(/^spec\./, 'PODSPEC.') : inside;
}

const masked = (path: string): string => path.replace(/\[[^\]]*\]/g, '[*]');

function serverCause(kind: string, { causes, message, status }: ServerVerdict): string {
  const [first] = causes;
  if (status !== 422 || !first) return `${status} ${masked(withoutValues(message)).slice(0, 110)}`;
  return `${first.reason} ${podsAlike(kind, masked(first.field))}: ${withoutValues(first.message).slice(0, 110)}`;
}

/** The text without the values of this one object. */
function withoutValues(message: string): string {
  return (message.split('\n', 1)[0] ?? '')
    .replace(/^([A-Z][a-z]+(?: [a-z]+)?: )(?:"(?:[^"\\]|\\.)*"|\{.*?\}|\[.*?\]|[-\w.]+): /s, '$1')
    .replace(/"(?:[^"\\]|\\.)*"/g, '"…"')
    .replace(/\b\d+\b/g, 'N');
}

function ourCause(kind: string, { type, pointer, message }: FieldError): string {
  const path = podsAlike(kind, masked(fieldOf(pointer)));
  return `${type} ${path}: ${message.replace(/`[^`]*`/g, '`…`').slice(0, 110)}`;
}

/** A pointer as the server writes paths, as far as a pointer tells. */
function fieldOf(pointer: string): string {
  return pointer
    .split('/')
    .slice(1)
    .map((token) => token.replaceAll('~1', '/').replaceAll('~0', '~'))
    .map((token, index) =>
      /^\d+$/.test(token) ? `[${token}]` : index === 0 ? token : /[./]/.test(token) ? `[${token}]` : `.${token}`,
    )
    .join('');
}

function countFields(server: ServerVerdict, ours: readonly FieldError[], counts: Comparison['bothRefuse']): void {
  const theirs = new Set(server.causes.map(({ field }) => field));
  const own = new Set(ours.map(({ pointer }) => fieldOf(pointer)));
  counts.total += 1;
  const common = [...theirs].filter((field) => own.has(field)).length;
  if (common > 0) counts.overlapping += 1;
  if (common === theirs.size && common === own.size) counts.same += 1;
}

/** Causes of the server that none of our errors is about: neither of the field, nor of what it is part of, nor of a part of it. */
function unsaid(server: ServerVerdict, ours: readonly FieldError[]): readonly ServerCause[] {
  const own = ours.map(({ pointer }) => fieldOf(pointer).toLowerCase());
  return server.causes.filter(({ field }) => {
    const theirs = field.toLowerCase();
    return !own.some((one) => one.startsWith(theirs) || theirs.startsWith(one));
  });
}

const percent = (part: number, whole: number): string => (whole === 0 ? '-' : `${((100 * part) / whole).toFixed(2)} %`);

/** The comparison as text: rates, rates by kind, disagreements from the most frequent on. */
export function textOf(result: Comparison, most: number, exampleLength: number): string {
  const lines = [
    `${result.compared} objects of ${result.byKind.size} kinds: ${percent(result.agreed, result.compared)} same answer, ${percent(result.refused, result.compared)} refused by the server`,
    `${result.coverage.touched} of ${result.coverage.fields} fields changed, ${result.coverage.reasons} different fields refused for a reason`,
    `left out by the server's state: ${[...result.byState].map(([cause, count]) => `${count} ${cause}`).join(', ') || 'none'}`,
    `both refuse with fields: ${result.bothRefuse.total}, the same fields ${percent(result.bothRefuse.same, result.bothRefuse.total)}, one in common ${percent(result.bothRefuse.overlapping, result.bothRefuse.total)}`,
  ];
  for (const [kind, { compared, agreed, refused }] of [...result.byKind].sort(
    ([, a], [, b]) => a.agreed / a.compared - b.agreed / b.compared,
  ))
    lines.push(`  ${kind}: ${compared}, ${percent(agreed, compared)} same, ${percent(refused, compared)} refused`);
  const { disagreements } = result;
  lines.push(`${disagreements.length} causes of ${result.compared - result.agreed} disagreements`);
  for (const { side, cause, kinds, count, example, shown } of disagreements.slice(0, most)) {
    lines.push(`${count} × ${side}: ${cause}`, `    kinds: ${kinds.join(', ')}`);
    if (exampleLength > 0) {
      lines.push(
        `    said: ${shown.slice(0, 300)}`,
        `    object: ${JSON.stringify(example.object).slice(0, exampleLength)}`,
      );
      if (example.old) lines.push(`    old: ${JSON.stringify(example.old).slice(0, exampleLength)}`);
    }
  }
  return lines.join('\n');
}
