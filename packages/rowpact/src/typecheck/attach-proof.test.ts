import type { Evidence, ImpactFinding, Location } from '@rowpact/model';
import { describe, expect, it } from 'vitest';
import { attachProof } from './attach-proof.js';
import type { TypecheckDiagnostic } from './typecheck.js';

const OWNER = {
  ...{ producer: 'basketball-api', consumer: 'westside-contracts', module: 'src/lib/database.gen.ts' },
  ...{ source: '.', calls: [] },
};

function finding(subject: string, location: Location, others: Partial<ImpactFinding> = {}): ImpactFinding {
  return {
    ...{ kind: 'impact', rule: 'column-dropped', verdict: 'breaks', level: 'error', deployed: null },
    ...{ producer: 'basketball-api', consumer: 'westside-contracts', sentence: 'reads it', change: null },
    ...{ subject, location, migration: null, excerpt: null, why: '', evidence: [], refusal: null },
    ...{ remedy: { summary: '', steps: [] }, fingerprint: '0', typecheck: null, accepted: null },
    ...others,
  };
}

function diagnostic(file: string, line: number, message: string, word = ''): TypecheckDiagnostic {
  return { location: { file, line, column: 5 }, code: 2339, message, word, path: word };
}

const rowRead = (file: string, line: number): Evidence => ({
  location: { file, line },
  access: 'row read',
  from: null,
});
const isThere = <One>(one: One | undefined): one is One => one !== undefined;
const NO_TEAM = "Property 'team_id' does not exist on type 'PlayersRow'.";

describe('the proof of a finding', () => {
  it('is what the compiler says on the lines where the row is read; a name in SQL it cannot see', () => {
    const join = finding('players.team_id', { file: 'src/page.ts', line: 12 }, { evidence: [] });
    const star = finding(
      'players.team_id',
      { file: 'src/page.ts', line: 20 },
      { evidence: [rowRead('src/calendar.ts', 7)] },
    );
    const [first, second, ...others] = attachProof(
      [join, star],
      [diagnostic('src/calendar.ts', 7, NO_TEAM, 'team_id'), diagnostic('src/Page.svelte', 40, NO_TEAM, 'team_id')],
      OWNER,
    );
    expect(first?.typecheck).toEqual({ kind: 'unseen' });
    expect(second?.typecheck).toMatchObject({
      kind: 'seen',
      diagnostics: [{ location: { file: 'src/calendar.ts' } }, { location: { file: 'src/Page.svelte' } }],
    });
    expect(others).toEqual([]);
  });

  it('goes by the column where several findings share a line, and by the line where no column is named', () => {
    const at = { file: 'src/page.ts', line: 20 };
    const [team, coach] = [finding('players.team_id', at), finding('teams.coach', at)];
    const named = attachProof([team, coach], [diagnostic('src/page.ts', 20, NO_TEAM, 'team_id')], OWNER);
    expect(named.map(({ typecheck }) => typecheck?.kind)).toEqual(['seen', 'unseen']);
    const unnamed = attachProof([team, coach], [diagnostic('src/page.ts', 20, "Type 'string' is no number.")], OWNER);
    expect(unnamed.map(({ typecheck }) => typecheck?.kind)).toEqual(['seen', 'seen']);
  });

  it('is at the call of a statement, whatever line of the text PostgreSQL complains of', () => {
    const call = { file: 'src/page.ts', line: 19, column: 22 };
    const owner = {
      ...OWNER,
      source: 'web',
      calls: [{ call, text: { file: 'src/page.ts', line: 20, endLine: 23 } }],
    };
    const [inText, below] = [22, 24].map((line) => finding('players.team_id', { file: 'web/src/page.ts', line }));
    const message =
      "Type of 'await' operand must either be a valid promise or must not contain a callable 'then' member.";
    const proven = attachProof([inText, below].filter(isThere), [diagnostic('web/src/page.ts', 19, message)], owner);
    expect(proven.map(({ typecheck }) => typecheck?.kind)).toEqual(['seen', 'unseen']);
  });

  it('is where a column is read that a typed statement names, and what is done with it', () => {
    const named = finding('players.nick', { file: 'src/page.ts', line: 3 });
    const calls = [
      { call: { file: 'src/page.ts', line: 3, column: 9 }, text: { file: 'src/page.ts', line: 3, endLine: 3 } },
    ];
    const read = { ...diagnostic('src/page.ts', 9, "Property 'toFixed' does not exist."), path: 'row.nick.toFixed' };
    expect(attachProof([named], [read], { ...OWNER, calls })).toMatchObject([{ typecheck: { kind: 'seen' } }]);
    expect(attachProof([named], [read], OWNER)).toMatchObject([{ typecheck: { kind: 'unseen' } }, {}]);
  });

  it('does not take a name for a part of another', () => {
    const team = finding('players.team', { file: 'src/page.ts', line: 1 }, { evidence: [rowRead('src/page.ts', 2)] });
    const all = attachProof([team], [diagnostic('src/other.ts', 9, NO_TEAM, 'team_id')], OWNER);
    expect(all.map(({ rule, typecheck }) => [rule, typecheck?.kind])).toEqual([
      ['column-dropped', 'unseen'],
      ['typecheck-fails', 'seen'],
    ]);
  });

  it('is nothing to other consumers, and to versions that run elsewhere', () => {
    const at = { file: 'src/page.ts', line: 20 };
    const others = [
      finding('players.team_id', at, { consumer: 'notifier' }),
      finding('players.team_id', at, { deployed: { sha: '4f2c1e9', environment: 'production' } }),
      finding('players.team_id', at, { consumer: null }),
    ];
    expect(attachProof(others, [], OWNER)).toEqual(others);
  });
});

describe('an error that no finding explains', () => {
  it('is a finding of its own, whose fingerprint survives moved lines and tells twins apart', () => {
    const message = "Type '\"cancelled\"' is not assignable to type 'never'.";
    const twins = [diagnostic('src/status.ts', 4, message), diagnostic('src/status.ts', 9, message)];
    const found = attachProof([], twins, OWNER);
    expect(found).toMatchObject([
      {
        rule: 'typecheck-fails',
        verdict: 'types only',
        level: 'error',
        sentence: `westside-contracts no longer type-checks at src/status.ts:4: ${message}`,
        location: { file: 'src/status.ts', line: 4 },
      },
      { location: { line: 9 } },
    ]);
    const moved = twins.map((one) => ({ ...one, location: { ...one.location, line: one.location.line + 30 } }));
    expect(attachProof([], moved, OWNER).map(({ fingerprint }) => fingerprint)).toEqual(
      found.map(({ fingerprint }) => fingerprint),
    );
    expect(new Set(found.map(({ fingerprint }) => fingerprint)).size).toBe(2);
  });
});
