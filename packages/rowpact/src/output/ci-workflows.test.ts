import { execFileSync } from 'node:child_process';
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseDocument } from 'yaml';
import { runCli } from '../cli/run-cli.js';
import type { Terminal } from '../world.js';
import { parseReportRequest } from './report-destinations.js';
import { workflowParser } from './testing/workflow-parser.js';

const CI = fileURLToPath(new URL('../../../../docs/ci/', import.meta.url));
const FORGES = ['github', 'gitlab', 'forgejo', 'woodpecker'] as const;
const FILES = FORGES.flatMap((forge) => [`${forge}/producer.yml`, `${forge}/consumer.yml`]);

const texts = new Map<string, string>();
for (const file of FILES) texts.set(file, await readFile(join(CI, file), 'utf8'));

function textOf(file: string): string {
  const text = texts.get(file);
  if (text === undefined) throw new TypeError(`no workflow: ${file}`);
  return text;
}

/** Everything in a workflow that a shell runs, in its order. */
function scriptsOf(file: string): readonly string[] {
  const scripts: string[] = [];
  const visit = (value: unknown, key: string): void => {
    if (typeof value === 'string') {
      if (['run', 'script', 'after_script', 'commands'].includes(key)) scripts.push(value);
    } else if (Array.isArray(value)) for (const one of value) visit(one, key);
    else if (value !== null && typeof value === 'object')
      for (const [name, one] of Object.entries(value)) visit(one, name);
  };
  visit(parseDocument(textOf(file)).toJS(), '');
  return scripts;
}

/** Commands of ours in a workflow, by words; the quotes of the shell are taken off. */
function ownCommands(file: string): readonly (readonly string[])[] {
  const lines = scriptsOf(file).flatMap((script) => script.split('\n'));
  return lines
    .filter((line) => line.startsWith('npx rowpact '))
    .map((line) =>
      line
        .split(' ')
        .slice(2)
        .map((word) => word.replaceAll('"', '')),
    );
}

async function helpOf(command: string): Promise<string> {
  let help = '';
  const terminal: Terminal = { write: (text) => (help += text), isTerminal: false, columns: 200, colour: false };
  const world = {
    ...{ cwd: CI, env: {}, stdout: terminal, stderr: terminal, interactive: false, now: () => 0 },
    uninterrupted: <Result>(work: () => Promise<Result>) => work(),
    untilStopped: () => new Promise<void>(() => undefined),
  };
  expect(await runCli([command, '--help'], world, '0.0.0')).toBe(0);
  return help;
}

/** Flags that a workflow gives to a command and the command does not have. */
async function unknownFlags(file: string): Promise<readonly string[]> {
  const unknown: string[] = [];
  for (const [command = '', ...words] of ownCommands(file)) {
    const help = await helpOf(command);
    const known = new Set([...help.matchAll(/^ +(?:-\w, )?(--[a-z-]+)/gmu)].map(([, flag = '']) => flag));
    unknown.push(...words.filter((word) => word.startsWith('--') && !known.has(word)));
  }
  return unknown;
}

describe.each(FILES)('docs/ci/%s', (file) => {
  it('is YAML, without a warning', () => {
    const { errors, warnings } = parseDocument(textOf(file));
    expect([...errors, ...warnings]).toEqual([]);
  });

  it('has shell that a shell can read', () => {
    const scripts = scriptsOf(file);
    expect(scripts.length).toBeGreaterThan(1);
    for (const script of scripts) execFileSync('sh', ['-n'], { input: script });
  });

  it('puts nothing from outside into the text of a shell command', () => {
    expect(scriptsOf(file).filter((script) => script.includes('${{'))).toEqual([]);
  });

  it('runs what its side needs', () => {
    const commands = ownCommands(file).map(([command]) => command);
    expect(commands).toEqual(file.endsWith('producer.yml') ? ['check'] : ['generate', 'scan']);
  });

  it('asks for formats that there are', () => {
    for (const words of ownCommands(file)) {
      const formats = words.filter((_, index) => words[index - 1] === '--format');
      expect(formats.filter((format) => parseReportRequest(format) === null)).toEqual([]);
    }
  });
});

describe('the flags of the workflows', () => {
  it.each(FILES)('are those of the commands: %s', async (file) => {
    expect(await unknownFlags(file)).toEqual([]);
  });

  it('are looked up in the help of each command, where one that is not there is found', async () => {
    expect(await helpOf('check')).toContain('--base <ref>');
    expect(await helpOf('check')).not.toContain('--from-the-moon');
  });
});

describe("GitHub's own parser", async () => {
  const { NoOperationTraceWriter, convertWorkflowTemplate, parseWorkflow } = await workflowParser();

  it.each(FILES.filter((file) => file.startsWith('github/')))('takes %s', async (file) => {
    const { context, value } = parseWorkflow({ name: file, content: textOf(file) }, new NoOperationTraceWriter());
    expect(context.errors.getErrors().map(({ message }) => message)).toEqual([]);
    if (value === undefined) throw new TypeError('no workflow was parsed');
    const template = await convertWorkflowTemplate(context, value);
    expect(context.errors.getErrors().map(({ message }) => message)).toEqual([]);
    expect(template.jobs).toHaveLength(1);
  });

  it('refuses what is no workflow, so that taking one says something', () => {
    const broken = textOf('github/producer.yml').replace('runs-on:', 'runs-in:');
    const { context } = parseWorkflow({ name: 'broken.yml', content: broken }, new NoOperationTraceWriter());
    expect(context.errors.getErrors()).not.toEqual([]);
  });
});

const COMMENTED = { id: 41, user: { type: 'Bot' }, body: '<!-- rowpact:check -->\nold' };
const OTHER = { id: 7, user: { type: 'User' }, body: 'see <!-- rowpact:check --> above' };

describe.skipIf(process.platform === 'win32')('the comment', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'rowpact-ci-'));
    await mkdir(join(folder, 'bin'));
    await mkdir(join(folder, 'rowpact-report'));
    await writeFile(join(folder, 'rowpact-report/comment.md'), '<!-- rowpact:check -->\n"new" $HOME `x`\n');
    // Stand-ins for the forge: what is asked for is answered, what is sent is written down.
    const recorder =
      'for word in "$@"; do printf "%s\\n" "$word"; done >> "$SENT"; case " $* " in *" @- "*) cat >> "$SENT";; esac';
    const curl = `case " $* " in *" --request "*) ${recorder};; *) printf "%s" "$KNOWN";; esac`;
    const gh = `case " $* " in *" --method "*) ${recorder};; *) printf "%s" "$KNOWN_IDS";; esac`;
    for (const [name, body] of [
      ['curl', curl],
      ['gh', gh],
    ] as const) {
      await writeFile(join(folder, 'bin', name), `#!/bin/sh\n${body}\n`);
      await chmod(join(folder, 'bin', name), 0o755);
    }
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  async function sentBy(file: string, known: readonly object[]): Promise<string> {
    const script = scriptsOf(file).find((one) => one.includes('comment.md') && !one.startsWith('npx'));
    const sent = join(folder, 'sent');
    await writeFile(sent, '');
    const ids = known.filter((one) => one === COMMENTED).map(() => '41\n');
    execFileSync('sh', ['-e', '-c', script ?? 'false'], {
      cwd: folder,
      env: {
        PATH: `${join(folder, 'bin')}${delimiter}${process.env.PATH ?? ''}`,
        ...{ SENT: sent, KNOWN: JSON.stringify(known), KNOWN_IDS: ids.join('') },
        ...{
          GITHUB_REPOSITORY: 'league/api',
          GITHUB_SERVER_URL: 'https://forge.example',
          PULL_REQUEST: '5',
          TOKEN: 't',
        },
        ...{
          CI_API_V4_URL: 'https://forge.example/api/v4',
          CI_PROJECT_ID: '3',
          CI_MERGE_REQUEST_IID: '5',
          ROWPACT_TOKEN: 't',
        },
        ...{ CI_FORGE_URL: 'https://forge.example', CI_REPO: 'league/api', CI_COMMIT_PULL_REQUEST: '5' },
      },
    });
    return readFile(sent, 'utf8');
  }

  it.each(FORGES)('is written where there is none yet, also where somebody speaks of it: %s', async (forge) => {
    const sent = await sentBy(`${forge}/producer.yml`, [OTHER]);
    expect(sent).toContain('POST\n');
    expect(sent).toMatch(/\/(?:comments|notes)$/mu);
  });

  it.each(FORGES)('is written anew where there is one: %s', async (forge) => {
    const sent = await sentBy(`${forge}/producer.yml`, [OTHER, COMMENTED]);
    expect(sent).toMatch(/^(?:PATCH|PUT)$/mu);
    expect(sent).toMatch(/\/41$/mu);
    expect(sent).not.toContain('POST\n');
  });

  it.each(['forgejo', 'woodpecker'])('arrives as it was written: %s', async (forge) => {
    const sent = await sentBy(`${forge}/producer.yml`, []);
    expect(sent).toContain(JSON.stringify({ body: '<!-- rowpact:check -->\n"new" $HOME `x`\n' }));
  });

  it.each(['github', 'gitlab'])('is sent from its file: %s', async (forge) => {
    expect(await sentBy(`${forge}/producer.yml`, [])).toContain(
      'body@rowpact-report/comment.md'.replace('body', forge === 'github' ? 'body=' : 'body'),
    );
  });
});
