// Medians and percentiles of measured numbers.

/** The p-th percentile (0 to 100) by the nearest rank; NaN of nothing. */
export function percentile(numbers: readonly number[], p: number): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil((p / 100) * sorted.length) - 1))] ?? Number.NaN;
}

/** The median. */
export function median(numbers: readonly number[]): number {
  return percentile(numbers, 50);
}
