// Colour for reports that people read. Whether there is any is the caller's choice; nothing is read from the environment.

/** SGR codes: set and reset (ECMA-48, 8.3.117). */
const STYLES = {
  bold: [1, 22],
  dim: [2, 22],
  red: [31, 39],
  yellow: [33, 39],
  green: [32, 39],
  cyan: [36, 39],
} as const;

/** A style by name. */
export type Style = keyof typeof STYLES;

/** Paints text in a style. */
export type Paint = (style: Style, text: string) => string;

/** A painter; without colour it leaves text as it is. */
export function painter(colour: boolean): Paint {
  if (!colour) return (_style, text) => text;
  return (style, text) => {
    const [set, reset] = STYLES[style];
    return `\u001b[${set}m${text}\u001b[${reset}m`;
  };
}
