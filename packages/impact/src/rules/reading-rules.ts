import type { Rule } from '../rule.js';
import { collationChanged } from './collation-changed/rule.js';
import { columnAdded } from './column-added/rule.js';
import { columnDropped } from './column-dropped/rule.js';
import { columnNullable } from './column-nullable/rule.js';
import { columnRecreated } from './column-recreated/rule.js';
import { columnRenamed } from './column-renamed/rule.js';
import { columnTypeChanged } from './column-type-changed/rule.js';
import { columnsReordered } from './columns-reordered/rule.js';
import { couldNotLook } from './could-not-look/rule.js';
import { dataChanged } from './data-changed/rule.js';
import { enumChanged } from './enum-changed/rule.js';
import { extensionChanged } from './extension-changed/rule.js';
import { objectDropped } from './object-dropped/rule.js';
import { relationDropped } from './relation-dropped/rule.js';
import { relationRenamed } from './relation-renamed/rule.js';
import { relationReplaced } from './relation-replaced/rule.js';
import { relationShadowed } from './relation-shadowed/rule.js';
import { resultChanged } from './result-changed/rule.js';
import { routineBodyBroken } from './routine-body-broken/rule.js';
import { routineChanged } from './routine-changed/rule.js';
import { rowsFromChildren } from './rows-from-children/rule.js';
import { statementRefusedAfter } from './statement-refused-after/rule.js';
import { typeChanged } from './type-changed/rule.js';
import { viewChanged } from './view-changed/rule.js';
import { viewNotPopulated } from './view-not-populated/rule.js';

/** Rules about reading, and about names: what is gone, renamed, of another type, or means something else. */
export const READING_RULES: readonly Rule[] = [
  columnDropped,
  columnRenamed,
  columnRecreated,
  columnsReordered,
  columnAdded,
  columnTypeChanged,
  collationChanged,
  columnNullable,
  relationDropped,
  relationRenamed,
  relationReplaced,
  relationShadowed,
  viewChanged,
  viewNotPopulated,
  rowsFromChildren,
  enumChanged,
  typeChanged,
  routineChanged,
  routineBodyBroken,
  extensionChanged,
  objectDropped,
  dataChanged,
  // What is left, the broader the later.
  statementRefusedAfter,
  resultChanged,
  couldNotLook,
];
