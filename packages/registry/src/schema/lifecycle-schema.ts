import { z } from 'zod';
import { count, list, record, text, word, type FreeKeys } from './schema-words.js';

/** What `lifecycle.yaml` looks like. What a schema cannot say (names, days that exist) stands in `lifecycle-rules.ts`. */
export function lifecycleSchema(free: FreeKeys) {
  const announcements = (what: string) => free.map(announcement(free), `a map of ${what}`).optional();
  return record({
    version: z.literal(1, { error: '1' }).describe('Version of this file format.'),
    columns: announcements('columns').describe('Columns on their way out: players.team_id, billing.orders."Total".'),
    tables: announcements('tables').describe('Tables and views on their way out: players, billing.orders.'),
    enum_values: announcements('enum values').describe('Enum values on their way out: contract_status.void.'),
    constraints: announcements('constraints').describe('Constraints on their way out: players.players_email_key.'),
    defaults: announcements('defaults').describe('Defaults on their way out, by their columns: players.score.'),
    approvals: list(approval(), 'a list of approvals')
      .optional()
      .describe('Findings that somebody takes the responsibility for, for some time.'),
  });
}

export type LifecycleDocument = z.output<ReturnType<typeof lifecycleSchema>>;
export type AnnouncementDocument =
  NonNullable<LifecycleDocument['columns']> extends ReadonlyMap<string, infer Value> ? Value : never;

function announcement(free: FreeKeys) {
  return record({
    reason: text('text').describe('Why it goes, in one sentence.'),
    replacement: text('a name, or none')
      .optional()
      .describe('What to use instead, for example player_teams.team_id; none, or left out, for nothing.'),
    since: text('the label of a migration').optional().describe('The migration after which it was announced.'),
    remove_after: day('The day from which on it may be dropped: 2027-01-15. It only ever moves later.').optional(),
    cascade: list(text('what falls with it, such as "view active_players"'), 'a list of objects')
      .optional()
      .describe('What falls with it: view active_players, constraint teams.teams_captain_fkey.'),
    users: free
      .map(count('a number of places', 1, 1_000_000), 'a map of consumers to numbers')
      .optional()
      .describe(
        'In how many places each consumer used it when it was announced; `rowpact deprecate` counts. More is new use.',
      ),
    dropped: record({
      migration: text('the label of a migration').describe('The migration that dropped it.'),
      on: day('The day on which it was dropped.').optional(),
    })
      .optional()
      .describe('Set once it is gone. The entry stays: it keeps the name from meaning something else.'),
  });
}

function approval() {
  return record({
    fingerprint: word(/^[0-9a-f]{16}$/u, FINGERPRINT).describe('The fingerprint of the finding, in quotes.'),
    hazard: word(/^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/u, 'the name of a rule, such as column-dropped').describe(
      'The rule of the finding: whoever approves names what it is.',
    ),
    by: text('a person or a team').describe('Who takes the responsibility.'),
    why: text('text').describe('Why it is safe, or worth it.'),
    expires: day('The last day on which it holds.'),
  });
}

function day(description: string): z.ZodString {
  return word(/^[0-9]{4}-[0-9]{2}-[0-9]{2}$/u, 'a day such as 2027-01-15').describe(description);
}

/** What a fingerprint looks like, for messages. */
export const FINGERPRINT = 'a fingerprint of sixteen hexadecimal digits, in quotes';
