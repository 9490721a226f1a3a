import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { root } from './paths.mjs';

/** A failure whose message is all that the person at the terminal needs. */
export class PlainError extends Error {}

/**
 * Runs a program quietly and resolves with its output.
 * @throws PlainError with the last lines of the output when it ends other than with 0.
 */
export function run(command, args, options = {}) {
  return new Promise((fulfil, reject) => {
    const child = spawn(command, args, {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
      ...options,
    });
    let output = '';
    const take = (chunk) => {
      output += chunk;
    };
    child.stdout.on('data', take);
    child.stderr.on('data', take);
    child.once('error', (error) => reject(new PlainError(`${command}: ${error.message}`)));
    child.once('close', (code, signal) => {
      if (code === 0) return fulfil(output);
      const lines = output.trim().split('\n');
      const told = lines.length > 40 ? [...lines.slice(0, 20), '…', ...lines.slice(-20)] : lines;
      reject(
        new PlainError(
          `${command} ${args.join(' ')} ended with ${signal ?? code}:\n${told.join('\n')}`,
        ),
      );
    });
  });
}

/**
 * Runs a program in the foreground: it owns the terminal, gets our signals, and its exit code is
 * returned (128 + signal when a signal ended it).
 */
export function runInForeground(command, args, options = {}) {
  return new Promise((fulfil, reject) => {
    // The channel closes when this process dies, so a child that listens for that can end too.
    const stdio = ['inherit', 'inherit', 'inherit', 'ipc'];
    const child = spawn(command, args, { cwd: root, stdio, ...options });
    const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
    const forward = (signal) => {
      // A terminal sends Ctrl-C to the child as well; a supervisor signals this process alone.
      if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal);
    };
    for (const signal of signals) process.on(signal, forward);
    child.once('error', reject);
    child.once('exit', (code, signal) => {
      for (const name of signals) process.off(name, forward);
      fulfil(code ?? 128 + constants.signals[signal]);
    });
  });
}
