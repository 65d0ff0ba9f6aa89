import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { VERDICTS, type Verdict } from '@rowpact/model';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { judgeSql } from '../judge-sql.js';

// Every case beside a rule goes through the real engine; where its statements have no parameters they are run as well, so that a
// verdict is held against what PostgreSQL does.
const RULES = new URL('../../../../packages/impact/src/rules/', import.meta.url).pathname;

const PARTS = 4;

interface RuleCase {
  readonly schema: string;
  readonly change: string;
  readonly role?: string;
  readonly statements: readonly { readonly sql: string; readonly verdict: Verdict; readonly rule?: string }[];
}

const cases = readdirSync(RULES, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .flatMap(({ name: rule }) =>
    filesIn(join(RULES, rule, 'cases')).map(
      (file) => [rule, file.replace(/\.yaml$/u, ''), join(RULES, rule, 'cases', file)] as const,
    ),
  );

function filesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder).filter((name) => name.endsWith('.yaml'));
  } catch {
    return []; // A rule about announcements has no statements to judge.
  }
}

/** Tests a part of the cases, from 0: they take minutes, and test files run side by side. */
export function testRuleCases(part: number): void {
  const ofPart = cases.filter((_, at) => at % PARTS === part);
  let cache: string;
  beforeAll(() => {
    cache = mkdtempSync(join(tmpdir(), 'rowpact-rules-'));
  });
  afterAll(() => {
    rmSync(cache, { recursive: true, force: true });
  });

  describe.each(ofPart)('%s: %s', (_rule, _name, path) => {
    it('is judged as PostgreSQL does it', async () => {
      const wanted = parse(readFileSync(path, 'utf8')) as RuleCase; // written by us, beside the rule
      const statements = new Map(wanted.statements.map(({ sql }, at) => [`s${String(at)}`, sql]));
      const { schema, change, role = null } = wanted;
      const answer = await judgeSql({ schema, change, statements, role, cache }, true);
      const found = wanted.statements.map(({ sql }, at) => {
        const worst = answer.findings.get(`s${String(at)}`)?.[0] ?? answer.ofAll[0];
        return { sql, verdict: worst?.verdict ?? 'safe', ...(worst === undefined ? {} : { rule: worst.rule }) };
      });
      expect(found).toEqual(
        wanted.statements.map(({ sql, verdict, rule }) => ({ sql, verdict, ...(rule === undefined ? {} : { rule }) })),
      );
      for (const [name, { before, after }] of answer.runs) {
        if (before !== null || after === null) continue;
        const worst = answer.findings.get(name)?.[0] ?? answer.ofAll[0];
        expect(STOPS, `${statements.get(name) ?? ''} fails now: ${after}`).toContain(worst?.verdict);
      }
    });
  });
}

const STOPS: readonly Verdict[] = VERDICTS.slice(0, 3);
