// Label selectors of Kubernetes: their shape. Read: https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/

/** One requirement of `matchExpressions`. */
export interface LabelRequirement {
  readonly key: string;
  readonly operator: 'In' | 'NotIn' | 'Exists' | 'DoesNotExist';
  readonly values?: readonly string[];
}

/** A label selector; the empty one selects everything. */
export interface LabelSelector {
  readonly matchLabels?: Readonly<Record<string, string>>;
  readonly matchExpressions?: readonly LabelRequirement[];
}

/** Whether the selector selects an object with these labels. A `NotIn` also selects objects without the label. */
export function selects(
  { matchLabels, matchExpressions }: LabelSelector,
  labels: Readonly<Record<string, string>>,
): boolean {
  const labelOf = (key: string) => (Object.hasOwn(labels, key) ? labels[key] : undefined);
  for (const key in matchLabels) if (labelOf(key) !== matchLabels[key]) return false;
  return (matchExpressions ?? []).every(({ key, operator, values = [] }) => {
    const value = labelOf(key);
    if (operator === 'Exists') return value !== undefined;
    if (operator === 'DoesNotExist') return value === undefined;
    return (value !== undefined && values.includes(value)) === (operator === 'In');
  });
}
