import { text } from 'node:stream/consumers';

/** The first line of standard input; in a terminal it is asked for and not shown. */
export async function readSecret(question: string): Promise<string> {
  const { stdin } = process;
  if (!stdin.isTTY) return (await text(stdin)).split(/\r?\n/)[0] ?? '';
  process.stderr.write(question);
  stdin.setRawMode(true).setEncoding('utf8').resume();
  try {
    return await typed(stdin);
  } finally {
    stdin.setRawMode(false).pause();
    process.stderr.write('\n');
  }
}

function typed(stdin: NodeJS.ReadStream): Promise<string> {
  let line = '';
  return new Promise((resolve) => {
    stdin.on('data', (chunk: string) => {
      for (const key of chunk) {
        if (key === '\r' || key === '\n') return resolve(line);
        // Raw mode takes Ctrl-C for a key like any other.
        if (key === '\u0003') process.exit(130);
        line = key === '\u007f' ? line.slice(0, -1) : line + key;
      }
    });
  });
}
