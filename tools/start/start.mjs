import { spawn } from 'node:child_process';
import { prepare } from './prepare.mjs';
import { endChild, endRunning, inWorkspace, onStop, root, toolEnvironment } from './processes.mjs';
import { Told, end, say } from './say.mjs';

const children = [];
let ending = false;

/** A child in a process group of its own, so that a Ctrl-C in the terminal reaches it through us alone, in our order. */
function start(node, file, args, env) {
  // V8 would give the youngest objects up to 128 MB before it looks for garbage; the budget of memory is better spent.
  const child = spawn(node, ['--enable-source-maps', '--max-semi-space-size=16', inWorkspace(file), ...args], {
    cwd: root,
    env: toolEnvironment(env),
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    detached: true,
  });
  children.unshift(child);
  return child;
}

async function stop(code) {
  if (ending) return;
  ending = true;
  await endRunning();
  for (const child of children) await endChild(child);
  process.exit(code);
}

function startFeed(node, { address, feedToken }) {
  const feed = start(node, 'tools/simulator/main.ts', ['--url', address], { SIGHTLINE_FEED_TOKEN: feedToken ?? process.env.SIGHTLINE_FEED_TOKEN });
  feed.once('exit', (code, signal) => {
    if (ending) return;
    say(`The demonstration feed has ended (${signal ?? `exit status ${code}`}): what you see will stand still. Sightline itself goes on.`);
  });
}

function startServer(node) {
  const demo = process.env.SIGHTLINE_DEMO || 'on';
  const server = start(node, 'apps/api/dist/main.js', [], { SIGHTLINE_DEMO: demo });
  server.on('message', (message) => {
    if (message?.kind === 'ready' && demo === 'on' && !ending) startFeed(node, message);
  });
  server.once('exit', (code, signal) => {
    if (ending) return;
    if (signal) say(`Sightline was ended from outside (${signal}).`);
    void stop(code ?? 1);
  });
}

onStop(() => {
  say('\nStopping …');
  void stop(0);
});

try {
  const node = await prepare();
  if (!ending) startServer(node);
} catch (error) {
  if (!ending) end(error instanceof Error ? error : new Told(String(error)));
}
