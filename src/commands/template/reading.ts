// The table of template commands that read manifests and templates and change no file.
import type { Command } from '../command.ts';

/** In the order of the help page. */
export const readingCommands: readonly Command[] = [];
