// The table of commands: one line each. Adding a command is one file and one line here.
export interface Command {
  readonly name: string;
  readonly summary: string;
  run(words: readonly string[]): Promise<number>;
}

export const commands: readonly Command[] = [
  {
    name: 'version',
    summary: 'print the version',
    run: async () => {
      console.log('0.1.0');
      return 0;
    },
  },
];
