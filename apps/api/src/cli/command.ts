import type { Config } from '../config/config.js';

/** One command of `sightline`: a file each, listed in `main.ts`. */
export interface Command {
  /** The words that call it: `import gtfs`. */
  readonly name: string;
  /** What it does, in a line. */
  readonly summary: string;
  /** Everything there is to know, for `--help`; begins with the usage. */
  readonly help: string;
  /** Runs it with the arguments after its words. Resolves with the exit status. */
  run(args: readonly string[], io: CommandIo): Promise<number>;
}

/** What a command may use of the process. */
export interface CommandIo {
  /** The settings, read at the first use. */
  readonly config: () => Config;
  /** A line of the result, to standard output. */
  readonly print: (line: string) => void;
  /** A line about the work, to standard error, so that the result stands alone. */
  readonly say: (line: string) => void;
  /** The first line of standard input, without showing what is typed where that is a terminal. */
  readonly readSecret: (question: string) => Promise<string>;
}

/** The command was not called as it must be. The message says how. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** It could not be done, for a reason that is no bug. The message is for a person. */
export class CommandError extends Error {
  override readonly name = 'CommandError';
}
