// Rows of text in columns, for people. Widths are of characters; what would move the cursor is spelled out.
import { visible } from '../../reports/visible.ts';

/** The rows, cells padded to their column; two blanks between. */
export function columns(rows: readonly (readonly string[])[], indent = ''): string {
  const shown = rows.map((row) => row.map(visible));
  const widths: number[] = [];
  for (const row of shown)
    for (const [index, cell] of row.entries()) widths[index] = Math.max(widths[index] ?? 0, cell.length);
  return shown
    .map((row) => `${indent}${row.map((cell, index) => cell.padEnd(widths[index] ?? 0)).join('  ')}`.trimEnd())
    .map((line) => `${line}\n`)
    .join('');
}

/** `1 drift`, `2 drifts`. */
export function count(number: number, word: string): string {
  return `${number} ${word}${number === 1 ? '' : 's'}`;
}

/** A value in a cell: a text as it is, all else as JSON, cut where it is long. */
export function valueText(value: unknown, longest = 60): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
  return text.length > longest ? `${text.slice(0, longest - 1)}…` : text;
}
