-- state: empty
-- state: teams only
insert into teams values (1, 'Eagles', null, null), (2, 'Hawks', '', 'infinity'), (3, 'Owls', 'Westside', '2001-01-01');
insert into parents values (1, 'One');
insert into children values (2, 'Two', null);
refresh materialized view kept;
-- state: everything
insert into players values
  (1, null, 'Ann', null, null, 0, null, 'infinity', '{}', '{}'),
  (2, 1, '', '', 'NaN', 1, true, '-infinity', '{null,a}', 'null'),
  (3, 99, 'Cleo', 'x', 5, 2, false, '2001-02-03', '{a,b}', '{"a": null}'),
  (4, 2, 'Dee', null, 7, 3, true, '2001-02-03', '{}', '[]'),
  (9, 3, 'Westside', 'yes', null, 4, false, '2001-02-03', '{}', '1');
insert into player_teams values (1, 1, null), (2, 7, '2001-01-01'), (9, 2, null);
insert into games values (1, 1, null, null, 'infinity'), (2, 50, 2, 3, '2001-01-01'), (7, 2, 3, null, '2001-01-01');
insert into grades values (1, 'a', 'NaN', null), (2, 'b', 1, 'x');
insert into members values
  (1, 'a', null, null, null, null, '{}', 'slow', null, 'null', '{}', null, 1, 'infinity', null, 0, null, null, '', 'infinity'),
  (2, 'b', row(null, null, null), '{}', '{}', row(null, null), '{glad,null}', 'fast', 'null', '{"a": 1}', '{{1,2},{3,null}}', 'NaN', 9007199254740993, '2001-01-01', true, 5, '\x00', 'empty', '1 2', 'NaN'),
  (3, 'c', row(row('s', 1), '{1,null}', 'infinity'), array[null, row(row(null, null), null, null)::contact], '{1,null}', row('x', 2), '{sad}', 'slow', '[1]', '[null]', '{{7}}', 1.5, -1, '2001-01-01', false, 7, '\xff', '[1,2)', '3', 2.5);
-- state: players only
delete from teams; delete from games; delete from parents;
update members set contact = row(null, '{}', null), ok = null;
