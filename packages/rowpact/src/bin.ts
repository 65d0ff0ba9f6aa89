#!/usr/bin/env node
import { createRequire } from 'node:module';
import { runCli } from './cli/run-cli.js';
import type { Terminal, World } from './world.js';

// The only file that reads the process: arguments, environment, working folder, streams.
const { env } = process;

function terminal(stream: NodeJS.WriteStream): Terminal {
  const isTerminal = stream.isTTY;
  const colour = env.NO_COLOR ? false : env.FORCE_COLOR ? env.FORCE_COLOR !== '0' : isTerminal;
  return { write: (text) => stream.write(text), isTerminal, columns: isTerminal ? stream.columns : 80, colour };
}

/** Without listeners an interrupt ends the process at once, also while the engine computes: that is what we want elsewhere. */
async function uninterrupted<Result>(work: () => Promise<Result>): Promise<Result> {
  const caught: NodeJS.Signals[] = [];
  const hold = (signal: NodeJS.Signals): void => {
    caught.push(signal);
  };
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  for (const signal of signals) process.on(signal, hold);
  try {
    return await work();
  } finally {
    for (const signal of signals) process.off(signal, hold);
    if (caught[0] !== undefined) process.kill(process.pid, caught[0]);
  }
}

/** What happens when whoever read our output is gone: `rowpact … | head` closes the pipe early, and that is no error. */
let outputClosed = (): void => process.exit(0);

function untilStopped(): Promise<void> {
  return new Promise((resolve) => {
    // For good: the interrupt that `uninterrupted` held back comes a second time.
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => resolve());
    outputClosed = resolve;
  });
}

const world: World = {
  cwd: process.cwd(),
  env,
  stdout: terminal(process.stdout),
  stderr: terminal(process.stderr),
  now: Date.now,
  uninterrupted,
  untilStopped,
  interactive: process.stdin.isTTY && process.stdout.isTTY && !env.CI,
};

for (const stream of [process.stdout, process.stderr])
  stream.on('error', (error: NodeJS.ErrnoException) => {
    // EIO is what a terminal says that was closed.
    if (error.code !== 'EPIPE' && error.code !== 'EIO') throw error;
    outputClosed();
  });

// Not `process.exit`: what is still on its way to a pipe must arrive.
const { version } = createRequire(import.meta.url)('../package.json') as { readonly version: string };
process.exitCode = await runCli(process.argv.slice(2), world, version);
