// Whole documents of a text put in and taken out. What is in them is edit.ts's.
import type { JsonObject } from '../kube/object.ts';
import { beforeLineEnd, behindLineEnd, lineEnd, lineStart } from './edit-scan.ts';
import { printYaml } from './print.ts';
import { splitDocuments } from './split.ts';

/** The text with an object as its last document. */
export function appendDocument(text: string, object: JsonObject): string {
  const newline = /\r\n|\n|\r/.exec(text)?.[0] ?? '\n';
  const printed = printYaml(object).replaceAll('\n', newline);
  if (text.trim() === '') return printed;
  const ended = /[\r\n]$/.test(text) ? text : text + newline;
  return `${ended}---${newline}${printed}`;
}

/** The text without one of its documents and the comments in it; '' where it was the only one. */
export function removeDocument(text: string, index: number): string {
  const chunks = splitDocuments(text);
  const chunk = chunks.find((one) => one.index === index);
  if (chunk === undefined) return text;
  if (chunk.start > 0) return text.slice(0, lineStart(text, beforeLineEnd(text, chunk.start))) + text.slice(chunk.end);
  return text.slice(behindLineEnd(text, lineEnd(text, chunk.end)));
}
