import { sectionTool, type SectionTool } from '../up-section.js';

/** What stands in a migration: the way forward, and the way back for tools that have one. */
export interface MigrationParts {
  /** In a few words, for tools that keep a title. */
  readonly title: string;
  readonly up: string;
  readonly down: string;
}

type Layout = (parts: MigrationParts) => string;

const LAYOUTS: Readonly<Record<SectionTool, Layout>> = {
  dbmate: marked('-- migrate:up', '-- migrate:down'),
  goose: marked('-- +goose Up', '-- +goose Down'),
  'sql-migrate': marked('-- +migrate Up', '-- +migrate Down'),
  rambler: marked('-- rambler up', '-- rambler down'),
  'node-pg-migrate': marked('-- Up Migration', '-- Down Migration'),
  tern: ({ up, down }) => `${up}\n---- create above / drop below ----\n\n${down}`,
  MyBatis: ({ title, up, down }) => `-- // ${title}\n${up}\n-- //@UNDO\n${down}`,
};

const LIQUIBASE = /^\s*--[ \t]*liquibase[ \t]+formatted[ \t]+sql\b/i;
const CHANGESET = /^[ \t]*--[ \t]*changeset[ \t]+([^:\s]+):/gim;

/** How a file is laid out, as another one of its folder is: only the way forward where that one has no marks. */
export function layoutLike(text: string): Layout {
  if (LIQUIBASE.test(text)) return changeset([...text.matchAll(CHANGESET)].at(-1)?.[1] ?? 'rowpact');
  const tool = sectionTool(text);
  return tool === null ? ({ up }) => up : LAYOUTS[tool];
}

function marked(upMark: string, downMark: string): Layout {
  return ({ up, down }) => `${upMark}\n${up}\n${downMark}\n${down}`;
}

/** Liquibase knows a changeset by author and id; one to a file takes its title, which no other has. */
function changeset(author: string): Layout {
  return ({ title, up }) => `--liquibase formatted sql\n\n--changeset ${author}:${title.replace(/\s+/g, '_')}\n${up}`;
}
