import { byCodeUnit, type ConsumerUse, type Contract } from '@rowpact/model';
import { posix } from 'node:path';
import type { ConsumersPage } from './consumers-page.js';
import { code, link, plainText, table } from './markdown.js';

/** Who the consumers are, and how much of each was looked at. */
export function downstreamConsumers({ producer, contracts, uses }: ConsumersPage, page: string): readonly string[] {
  const heading = ['## Downstream consumers', ''];
  if (contracts.length === 0) return [...heading, 'None is registered. `npx rowpact init` registers one.'];
  const sorted = [...contracts].sort((a, b) => byCodeUnit(a.consumer, b.consumer));
  const rows = sorted.map((contract) => consumerRow(contract, uses.get(contract.consumer) ?? null, page));
  const headers = ['Consumer', 'What it is', 'Ask', 'Source', 'Driver', 'Tables', 'Statements'];
  return [
    ...heading,
    ...table(headers, rows),
    ...caveats(sorted, uses),
    '',
    `Each is described by a contract in ${code(`${producer.name}/consumers/`)} of the registry, which \`npx rowpact scan\` holds to the consumer's code.`,
  ];
}

function consumerRow(contract: Contract, use: ConsumerUse | null, page: string): readonly string[] {
  const { consumer, description, owners, source, relations } = contract;
  return [
    plainText(consumer),
    description === null ? '–' : plainText(description),
    owners.length === 0 ? '–' : owners.map(plainText).join(', '),
    sourceCell(source, page),
    drivers(contract, use),
    String(relations.length),
    coverage(use),
  ];
}

/** A folder beside the repository cannot be linked to. */
function sourceCell(source: string, page: string): string {
  if (source === '..' || source.startsWith('../')) return code(source);
  return link(code(source), posix.relative(posix.dirname(page), source) || '.');
}

function drivers({ generate }: Contract, use: ConsumerUse | null): string {
  if (generate) return code(generate.driver);
  const callers = [...new Set((use?.statements ?? []).map(({ caller }) => caller))].sort(byCodeUnit);
  return callers.length === 0 ? '–' : callers.map(code).join(', ');
}

function coverage(use: ConsumerUse | null): string {
  if (use === null) return '**never scanned**';
  const { statements, refused, blind, unreadable } = use.coverage;
  const parts = [
    String(statements),
    ...(refused > 0 ? [`${refused} **refused by PostgreSQL**`] : []),
    ...(blind > 0 ? [`${blind} **blind**`] : []),
    ...(unreadable > 0 ? [`${unreadable} unreadable ${unreadable === 1 ? 'file' : 'files'}`] : []),
  ];
  return parts.join(', ');
}

function caveats(contracts: readonly Contract[], uses: ConsumersPage['uses']): readonly string[] {
  const found = contracts.map(({ consumer }) => uses.get(consumer) ?? null);
  const lines = [
    ...(found.some((use) => use !== null && use.coverage.blind + use.coverage.unreadable > 0)
      ? [
          'A blind is SQL that could not be read to its end: what it uses, nobody knows. `npx rowpact audit` names each place.',
        ]
      : []),
    ...(found.includes(null)
      ? [
          'What a consumer uses that was never scanned stands in its contract as people wrote it. `npx rowpact scan` finds out.',
        ]
      : []),
  ];
  return lines.length === 0 ? [] : ['', ...lines];
}
