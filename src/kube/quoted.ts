// A user's value within a message.

/** A name or value as a message shows it: in backticks, control characters escaped, cut at 80 characters. */
export function quoted(value: string | number | boolean): string {
  const text = String(value);
  const short = text.length > 80 ? `${text.slice(0, 79)}…` : text;
  const shown = short.replace(
    /[\u0000-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069`]/g,
    (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  return `\`${shown}\``;
}
