export { readUseList } from './read-use-list.js';
export type { ListedColumn, ListedTable, ReadUseList, UnreadCell, UseList } from './use-list.js';
