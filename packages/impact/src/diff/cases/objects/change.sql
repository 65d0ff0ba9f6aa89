drop operator === (text, int);
drop collation plain;
drop cast (level as int);
create text search configuration english2 (copy = english);
