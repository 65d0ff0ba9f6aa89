const BLANK = /^(?:\s|--[^\n]*(?:\n|$)|\/\*[\s\S]*?\*\/|\(|;)*/u;

const STATEMENT =
  /^(?:select|insert|update|delete|with|merge|values|table|create|alter|drop|truncate|begin|start|commit|end|rollback|abort|savepoint|release|set|reset|show|listen|unlisten|notify|explain|analyze|analyse|vacuum|copy|lock|call|do|refresh|grant|revoke|comment|declare|fetch|move|close|prepare|execute|deallocate|discard|reindex|cluster|checkpoint|import|security|reassign)\b/iu;

/** Whether a text begins as a statement of SQL does. */
export function beginsStatement(text: string): boolean {
  return STATEMENT.test(text.replace(BLANK, ''));
}

const UNMISTAKABLE =
  /^(?:select\b[\s\S]+|insert\s+into\s+\S+[\s\S]*|update\s+[\s\S]*\bset\b[\s\S]*|delete\s+from\s+\S+[\s\S]*|with\s+(?:recursive\s+)?[\s\S]+\bas\b[\s\S]*|merge\s+into\s[\s\S]*|(?:create|alter|drop)\s+(?:or\s+replace\s+)?(?:temp\w*\s+|unlogged\s+|unique\s+|materialized\s+)*(?:table|view|index|function|type|schema|sequence|extension|trigger|role|policy)\b[\s\S]*|truncate\s+\S+[\s\S]*|refresh\s+materialized\s+view\b[\s\S]*|begin|commit|rollback|start\s+transaction[\s\S]*|(?:savepoint|release)\s+[\s\S]*|rollback\s+to\b[\s\S]*|set\s+(?:local\s+|session\s+)?\w[\s\S]*(?:=|\bto\b)[\s\S]*|(?:un)?listen\s+\S+|notify\s+\S+[\s\S]*|lock\s+table\b[\s\S]*|copy\s[\s\S]+|call\s+\S+\([\s\S]*|explain\s[\s\S]+)$/iu;

/** Whether a text is SQL so plainly that a method named `query` on anything is enough. */
export function isUnmistakable(text: string): boolean {
  return UNMISTAKABLE.test(text.replace(BLANK, '').trim().replace(/;$/u, ''));
}
