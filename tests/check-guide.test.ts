import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { copyIncident, type IncidentCopy } from './incident-copy.js';
import { type Outcome, REPOSITORY } from './run-tool.js';

// What README.md and docs/guides/check.md show of `rowpact check`, on the day before the incident.
let incident: IncidentCopy;
let guide: string;
const REGISTRY = 'registry/basketball-api';

beforeAll(async () => {
  guide = await readFile(join(REPOSITORY, 'docs/guides/check.md'), 'utf8');
  incident = await copyIncident();
});
afterAll(() => incident.remove());

/** Runs a command as the guide shows it, quotes and variables in front and all. */
function shown(command: string): Promise<Outcome> {
  expect(guide.split('\n')).toContain(command);
  const [variable = '', line = ''] = command.split(/(?:^| )npx rowpact /);
  const [, name, value] = /^(\w+)="(.+)"$/.exec(variable) ?? [];
  const words = [...line.matchAll(/"([^"]*)"|\S+/g)].map(([word, quoted]) => quoted ?? word);
  return incident.rowpact(words, name === undefined || value === undefined ? {} : { [name]: value });
}

const CHECK = 'npx rowpact check --from 018 --to 019';

describe('rowpact check on the day before the incident', () => {
  it.each(['README.md', 'docs/guides/check.md', 'examples/README.md'])('answers what %s says', async (path) => {
    const outcome = await shown(CHECK);
    expect(outcome).toMatchObject({ code: 1 });
    const page = await readFile(join(REPOSITORY, path), 'utf8');
    expect(page).toContain(CHECK);
    const told = [...page.matchAll(/^```(\w*)\n(.*?)^```$/gms)].flatMap(([, language, block = '']) =>
      language === '' && block.includes('[column-dropped]') ? [block] : [],
    );
    for (const block of told) expect(outcome.stdout).toContain(block);
    expect(told).toHaveLength(path.startsWith('examples/') ? 0 : 1);
  });

  it('has nothing to say of the next migration', async () => {
    expect(await incident.rowpact(['check', '--from', '019', '--to', '020'])).toMatchObject({ code: 0 });
  });

  it('writes the reports that are asked for', async () => {
    const markdown = await incident.rowpact(['check', '--from', '018', '--to', '019', '--format', 'markdown']);
    expect(markdown.stdout).toMatch(/^<!-- rowpact:check -->/);
    expect(guide).toContain('npx rowpact check --format markdown\n');
    const boxes = await incident.rowpact(['check', '--from', '018', '--to', '019', '--format', 'checklist']);
    expect(boxes.stdout).toContain('- [ ] No consumer uses what is dropped');
    expect(guide).toContain('npx rowpact check --format checklist\n');
    const folder = '--output rowpact-report --format sarif --format junit --format json';
    expect(guide).toContain(`npx rowpact check ${folder}\n`);
    await incident.rowpact(['check', '--from', '018', '--to', '019', ...folder.split(' ')]);
    const written = (await readdir(join(incident.service, 'rowpact-report'))).sort();
    expect(written).toEqual(['junit.xml', 'report.json', 'report.sarif']);
    const several = '--format text --format sarif=report.sarif --format markdown=comment.md';
    expect(await readFile(join(REPOSITORY, 'docs/ci/README.md'), 'utf8')).toContain(`--base origin/main ${several}\n`);
    const printed = await incident.rowpact(['check', '--from', '018', '--to', '019', ...several.split(' ')]);
    expect(printed.stdout).toContain('breaks  players.team_id is dropped');
    expect(await readdir(incident.service)).toEqual(expect.arrayContaining(['comment.md', 'report.sarif']));
  });

  it('lets the finding of the guide through for whoever answers for it', async () => {
    const line = guide.split('\n').find((one) => one.startsWith('npx rowpact approve ')) ?? '';
    // Its day is over some day; the fingerprint and the rule are what must fit.
    const expires = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10);
    const words = line.replace(/--expires \S+/, `--expires ${expires}`).matchAll(/"([^"]*)"|\S+/g);
    const args = [...words].map(([word, quoted]) => quoted ?? word).slice(2);
    expect(await incident.rowpact(args)).toMatchObject({ code: 0 });
    const outcome = await shown(CHECK);
    expect(outcome, outcome.stdout).toMatchObject({ code: 0 });
    expect(outcome.stdout).toContain('c25034bc150993d2');
    await rm(join(incident.service, REGISTRY, 'lifecycle.yaml'));
    expect(await shown(CHECK)).toMatchObject({ code: 1 });
  });

  it('fails no more at what is in the baseline', async () => {
    expect(await shown(`${CHECK} --write-baseline`)).toMatchObject({ code: 0 });
    expect(await shown(CHECK)).toMatchObject({ code: 0 });
    await rm(join(incident.service, REGISTRY, 'baseline.json'));
    expect(await shown(CHECK)).toMatchObject({ code: 1 });
  });

  it('lets everything through in an emergency, and says who did it', async () => {
    const outcome = await shown(`ROWPACT_OVERRIDE="anna: the page is down" ${CHECK}`);
    expect(outcome).toMatchObject({ code: 0 });
    expect(outcome.stdout).toContain('overridden by anna: the page is down');
  });
});
