const started = performance.now();

/** Seconds since `from` in plain words: `8 s`, `1 min 12 s`. */
export function elapsed(from = started) {
  const seconds = Math.round((performance.now() - from) / 1000);
  return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}

let write = (text) => process.stdout.write(text);

/** Sends what is said to standard error: a command's own output must stand alone on standard output. */
export function sayOnStandardError() {
  write = (text) => process.stderr.write(text);
}

export const say = (words) => write(`${words}\n`);

/** Does `work` under `title` and says every few seconds that it is still going on, and at the end how long it took. */
export async function progress(title, work) {
  const from = performance.now();
  say(`${title} …`);
  const timer = setInterval(() => say(`  still at it, ${elapsed(from)}`), 10_000);
  try {
    const result = await work();
    say(`  done in ${elapsed(from)}`);
    return result;
  } finally {
    clearInterval(timer);
  }
}

/** A failure that is told in a sentence, not as a stack. */
export class Told extends Error {
  constructor(words, code = 1) {
    super(words);
    this.code = code;
  }
}

/** Ends the process with what went wrong, in words. */
export function end(error) {
  process.stderr.write(`\n${error instanceof Told ? error.message : error.stack}\n`);
  process.exit(error instanceof Told ? error.code : 1);
}
