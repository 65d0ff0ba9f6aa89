import { spawnSync } from 'node:child_process';
import { styleText } from 'node:util';

/** Prints the demo as it runs: what is shown is what ran, commands and output alike. */
export interface Stage {
  /** A numbered heading and the sentences below it. */
  scene(title: string, ...sentences: readonly string[]): void;
  /** Plain lines, such as a diff. */
  lines(...lines: readonly string[]): void;
  /** Runs a command, shows it with its output, and ends the demo when its exit code is not the one that is claimed. */
  run(command: StageCommand): string;
}

export interface StageCommand {
  /** What a user would type; shown after `$`. */
  readonly shown: string;
  readonly program: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly exitCode: number;
  /** Said after the command, in one line. */
  readonly meaning: string;
}

/** Thrown when a command did not do what the demo claims of it. */
export class ClaimFailed extends Error {
  override readonly name = 'ClaimFailed';
}

/** A stage that writes with `write`; colours where `colour` says so. */
export function stageOn(write: (text: string) => void, colour: boolean): Stage {
  const paint = (format: 'bold' | 'cyan' | 'dim' | 'green' | 'red', text: string): string =>
    colour ? styleText(format, text, { validateStream: false }) : text;
  let scenes = 0;
  return {
    scene: (title, ...sentences) => {
      scenes += 1;
      write(`\n${paint('bold', `${scenes}. ${title}`)}\n${sentences.map((sentence) => `   ${sentence}\n`).join('')}`);
    },
    lines: (...lines) => write(lines.map((line) => (line === '' ? '\n' : `   ${line}\n`)).join('')),
    run: (command) => {
      write(`\n   ${paint('cyan', `$ ${command.shown}`)}\n`);
      const { output, code } = runNow(command);
      write(indent(output.replaceAll(`${command.cwd}/`, '')));
      const kept = code === command.exitCode;
      write(
        `   ${paint(kept ? 'green' : 'red', `${kept ? '->' : '!!'} exit code ${code}`)}  ${paint('dim', command.meaning)}\n`,
      );
      if (kept) return output;
      throw new ClaimFailed(
        `\`${command.shown}\` was to end with exit code ${command.exitCode}, and ended with ${code}`,
      );
    },
  };
}

function runNow({ program, args, cwd }: StageCommand): { readonly output: string; readonly code: number } {
  const env = { ...process.env, NO_COLOR: '1', CI: '1', FORCE_COLOR: undefined };
  const result = spawnSync(program, args, { cwd, env, encoding: 'utf8', shell: process.platform === 'win32' });
  if (result.error) throw new ClaimFailed(`${program} could not be started: ${result.error.message}`);
  return { output: `${result.stdout}${result.stderr}`, code: result.status ?? 1 };
}

function indent(text: string): string {
  return text
    .split('\n')
    .filter((line, index, lines) => line.trim() !== '' || (index > 0 && lines[index - 1]?.trim() !== ''))
    .map((line) => (line === '' ? '' : `   ${line}`))
    .join('\n');
}
