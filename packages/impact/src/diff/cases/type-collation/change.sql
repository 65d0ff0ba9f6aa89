alter table players alter name type text collate "C", alter code type text;
