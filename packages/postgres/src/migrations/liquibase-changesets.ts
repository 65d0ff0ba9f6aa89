import { blankText } from './blank-text.js';

const HEADER = /^\s*--[ \t]*liquibase[ \t]+formatted[ \t]+sql\b/i;
const CHANGESET = /^[ \t]*--[ \t]*changeset[ \t]+.*$/gim;
const DBMS = /\bdbms:(?:"([^"]*)"|'([^']*)'|(\S+))/i;

/** Blanks the changesets of a Liquibase formatted SQL file that are meant for another database. */
export function selectPostgresChangesets(text: string): string {
  if (!HEADER.test(text)) return text;
  const headers = [...text.matchAll(CHANGESET)];
  const starts = headers.map((header) => header.index);
  const kept = headers.map((header, index) => {
    const part = text.slice(header.index, starts[index + 1] ?? text.length);
    return meansPostgres(header[0]) ? part : blankText(part);
  });
  return text.slice(0, starts[0] ?? text.length) + kept.join('');
}

function meansPostgres(header: string): boolean {
  const match = DBMS.exec(header);
  if (match === null) return true;
  const names = (match[1] ?? match[2] ?? match[3] ?? '').split(',').map((name) => name.trim().toLowerCase());
  if (names.some((name) => name === '!postgresql' || name === 'none')) return false;
  return names.some((name) => name === 'postgresql' || name === 'all' || name.startsWith('!'));
}
