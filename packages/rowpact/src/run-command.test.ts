import type { Report } from '@rowpact/model';
import { chmod, mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parseReportRequest } from './output/report-destinations.js';
import { REPORTS } from './output/testing/check-reports.js';
import { runCommand } from './run-command.js';
import type { Terminal, World } from './world.js';

let cwd: string;
beforeEach(async () => {
  cwd = await mkdtemp(join(tmpdir(), 'rowpact-reports-'));
});
afterEach(() => rm(cwd, { recursive: true, force: true }));

async function run(report: Report, formats: readonly string[], output?: string) {
  const said = { stdout: '', stderr: '' };
  const terminal = (stream: keyof typeof said): Terminal => ({
    write: (text) => (said[stream] += text),
    isTerminal: false,
    columns: 80,
    colour: false,
  });
  const world: World = {
    cwd,
    env: {},
    stdout: terminal('stdout'),
    stderr: terminal('stderr'),
    interactive: false,
    now: () => 0,
    uninterrupted: (work) => work(),
    untilStopped: () => new Promise(() => undefined),
  };
  let ran = false;
  const format = formats.flatMap((text) => parseReportRequest(text) ?? []);
  const code = await runCommand(world, { command: 'check', format, output, check: true }, () => {
    ran = true;
    return Promise.resolve(report);
  });
  return { code, ran, ...said };
}

describe('a command that is told where its reports go', () => {
  it('writes them also when it found something, and prints one', async () => {
    const { code, stdout } = await run(REPORTS.incident, ['text', 'sarif=report.sarif', 'markdown=ci/comment.md']);
    expect(code).toBe(1);
    expect(stdout).toContain('refused: 1 consumer breaks');
    expect(JSON.parse(await readFile(join(cwd, 'report.sarif'), 'utf8'))).toMatchObject({ version: '2.1.0' });
    expect(await readFile(join(cwd, 'ci/comment.md'), 'utf8')).toMatch(/^<!-- rowpact:check -->\n/u);
  });

  it('writes them also when it could not do its work', async () => {
    const { code } = await run(REPORTS['could-not'], ['junit', 'checklist'], 'reports');
    expect(code).toBe(2);
    expect((await readdir(join(cwd, 'reports'))).sort()).toEqual(['checklist.md', 'junit.xml']);
    expect(await readFile(join(cwd, 'reports/junit.xml'), 'utf8')).toContain('errors="1"');
  });

  it('says before it begins that two formats cannot both be printed', async () => {
    const { code, ran, stderr } = await run(REPORTS.incident, ['json', 'sarif']);
    expect({ code, ran }).toEqual({ code: 2, ran: false });
    expect(stderr).toContain('json and sarif cannot both be printed');
  });

  it('exits 2 where a report could not be written, and prints what it found all the same', async () => {
    await mkdir(join(cwd, 'taken'));
    const { code, stdout, stderr } = await run(REPORTS['nobody-breaks'], ['text', 'json=taken', 'junit=junit.xml']);
    expect(code).toBe(2);
    expect(stdout).toContain('nobody breaks');
    expect(stderr).toContain('the report taken was not written');
    expect(await readdir(cwd)).toEqual(['junit.xml', 'taken']);
  });

  it('replaces a report of the last run, and leaves nothing beside it', async () => {
    await run(REPORTS.incident, ['checklist=list.md']);
    await chmod(join(cwd, 'list.md'), 0o644);
    await run(REPORTS['nobody-breaks'], ['checklist=list.md']);
    expect(await readFile(join(cwd, 'list.md'), 'utf8')).not.toContain('[ ]');
    expect(await readdir(cwd)).toEqual(['list.md']);
  });
});
