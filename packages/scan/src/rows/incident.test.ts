import { join } from 'node:path';
import { expect, test } from 'vitest';
import { followRows } from './follow-rows.js';
import { scanOptions } from './testing/row-cases.js';

const EXAMPLES = join(import.meta.dirname, '../../../../examples');
const PAGE = 'src/routes/contract/[token]/+page.server.ts';
const VIEW = 'src/routes/contract/[token]/+page.svelte';

/** Reads as `file:line:column column`, and escapes, of the one statement of the contract page. */
async function rowsOf(example: string, line: number, columns: readonly string[]): Promise<readonly string[]> {
  const statement = { file: PAGE, line, column: 5 };
  const { uses } = await followRows(scanOptions(join(EXAMPLES, example)), [{ statement, columns }]);
  const [use] = uses;
  return [
    ...(use?.reads ?? []).map(({ column, location: at }) => `${at.file}:${at.line}:${at.column} ${column}`),
    ...(use?.escapes ?? []).map(({ how }) => `escape: ${how}`),
  ];
}

const PLAYERS = [
  ...['id', 'tenant_id', 'parent_id', 'first_name', 'last_name', 'full_name', 'date_of_birth', 'height_cm'],
  ...['positions', 'created_at', 'updated_at', 'contract_token', 'contract_status', 'contract_sent_at'],
  ...['contract_signed_at', 'contract_signed_by', 'season_fee', 'jersey_option', 'jersey_size', 'jersey_number'],
  ...['is_public', 'custom_notes', 'contract_expires_at'],
];

test('the service on the day before the incident reads these columns of p.*, and nothing escapes', async () => {
  expect(await rowsOf('incident/at-018', 15, [...PLAYERS, 'team_id'])).toEqual([
    'src/lib/calendar.ts:7:14 team_id',
    'src/lib/calendar.ts:8:38 team_id',
    'src/lib/contract-text.ts:16:23 full_name',
    'src/lib/contract-text.ts:21:64 season_fee',
    'src/lib/contract-text.ts:35:14 team_id',
    `${PAGE}:27:11 contract_expires_at`,
    `${PAGE}:27:43 contract_signed_at`,
    `${PAGE}:32:27 date_of_birth`,
    `${PAGE}:37:22 team_id`,
    `${PAGE}:40:26 custom_notes`,
    `${VIEW}:10:49 contract_status`,
    `${VIEW}:10:87 contract_status`,
    `${VIEW}:15:30 full_name`,
    `${VIEW}:20:57 full_name`,
    `${VIEW}:27:19 full_name`,
    `${VIEW}:40:21 team_id`,
    `${VIEW}:76:15 contract_signed_by`,
    `${VIEW}:81:39 contract_token`,
  ]);
});

test('the service as it is now reads less, for the page gets only what it shows', async () => {
  expect(await rowsOf('westside-contracts', 20, PLAYERS)).toEqual([
    'src/lib/contract-text.ts:17:23 full_name',
    'src/lib/contract-text.ts:22:64 season_fee',
    `${PAGE}:31:28 full_name`,
    `${PAGE}:31:54 contract_status`,
    `${PAGE}:31:88 contract_signed_by`,
    `${PAGE}:36:27 date_of_birth`,
    `${PAGE}:37:22 contract_signed_at`,
    `${PAGE}:37:62 contract_signed_at`,
    `${PAGE}:38:24 contract_expires_at`,
    `${PAGE}:38:65 contract_expires_at`,
    `${PAGE}:39:23 contract_expires_at`,
    `${PAGE}:39:62 contract_expires_at`,
    `${PAGE}:42:26 custom_notes`,
  ]);
});
