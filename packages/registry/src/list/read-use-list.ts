import { fail, FailureError, type Location } from '@rowpact/model';
import { itemsOf, valueAt, type DocumentPath } from '../document/document-path.js';
import { readYaml } from '../document/yaml-document.js';
import { checkContract } from '../read/check-document.js';
import { pathOf } from '../read/register.js';
import { markdownList } from './markdown-list.js';
import type { ListedColumn, ListedTable, ReadUseList } from './use-list.js';

/**
 * Reads a list of shared tables that people wrote by hand: a contract's YAML, or Markdown with tables that have a column for
 * the tables and one for their columns. Where Markdown has no such table, headings with lists are looked at. Fails where
 * nothing is recognised: an empty list would say that nothing is shared.
 * @param file as locations name it; what ends in `.yaml` or `.yml` is a contract
 */
export function readUseList(text: string, file: string): ReadUseList {
  return /\.ya?ml$/iu.test(file) ? readContract(text, file) : readMarkdown(text, file);
}

function readMarkdown(text: string, file: string): ReadUseList {
  const list = markdownList(text, file);
  if (list.tables.length > 0) return list;
  return fail({
    code: 'list-invalid',
    message: `${file} has no table of shared tables: ${LOOKED_FOR}`,
    hint: 'Give the table those headers, or name another file; a contract (.yaml) is a list too.',
    location: { file },
  });
}

const LOOKED_FOR =
  'looked for a Markdown table with a header such as Table, Relation, Shared table or Name and one such as Columns, Columns used, Fields or Used columns, then for headings that name a table above a list of columns';

/** What a contract keeps on purpose is not said to be used, so it is no part of the list. */
function readContract(text: string, file: string): ReadUseList {
  const document = readYaml(text, file);
  const named = (key: string): string => String(valueAt(document.value, [key]));
  const { value, failures } = checkContract(document, named('producer'), named('consumer'));
  const [first, ...others] = failures;
  if (first) throw new FailureError(first, ...others);
  if (value === null) throw new TypeError('a contract without mistakes has no value');
  const at = (path: DocumentPath, part: 'key' | 'value'): Required<Location> => {
    const { line = 1, column = 1 } = document.locate(path, part);
    return { file, line, column };
  };
  const tables = value.relations.map(({ relation, wildcard }): ListedTable => {
    const path = pathOf(document.value, { relation }) ?? ['relations'];
    const columns = ['read', 'write'].flatMap((list) =>
      itemsOf(valueAt(document.value, [...path, list])).map((name, index) => ({
        name: String(name),
        path: [...path, list, index],
      })),
    );
    return {
      relation,
      location: at(path, 'key'),
      all: wildcard,
      columns: once(
        columns.filter(({ name }) => name !== '*').map(({ name, path: own }) => ({ name, location: at(own, 'value') })),
      ),
      consumer: value.consumer,
    };
  });
  return {
    tables: tables.sort((a, b) => a.location.line - b.location.line || a.location.column - b.location.column),
    unread: [],
  };
}

/** A column that is read and written stands there once. */
function once(columns: readonly ListedColumn[]): readonly ListedColumn[] {
  return columns.filter(({ name }, index) => columns.findIndex((other) => other.name === name) === index);
}
