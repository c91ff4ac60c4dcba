// The functions that Sallyport adds to JSONata for Kubernetes: images and patterns that parameters supply.
import { RE2JS } from 're2js';
import { parseImage } from '../kube/image.ts';
import { type Builtin, builtin } from './builtin.ts';
import { ExpressionError } from './messages.ts';

/** Patterns that parameters supply, compiled once; bounded, because a bundle that is reloaded brings new ones. */
const patterns = new Map<string, RE2JS>();
const KEPT_PATTERNS = 500;

function compiled(pattern: string): RE2JS {
  const known = patterns.get(pattern);
  if (known) return known;
  let made: RE2JS;
  try {
    made = RE2JS.compile(pattern);
  } catch (error) {
    throw new ExpressionError('D3137', -1, {
      message: `\`${pattern}\` is no pattern of RE2: ${(error as Error).message}`,
    });
  }
  if (patterns.size >= KEPT_PATTERNS) patterns.clear();
  patterns.set(pattern, made);
  return made;
}

/** Sallyport's own functions. */
export const FUNCTIONS: readonly Builtin[] = [
  builtin('image', '<s-:o>', 1, (text) => (text === undefined ? undefined : parseImage(text as string))),
  builtin('matches', '<ss:b>', 2, (text, pattern) =>
    text === undefined || pattern === undefined ? undefined : compiled(pattern as string).test(text as string),
  ),
];
