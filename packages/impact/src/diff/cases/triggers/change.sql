create trigger new_one before update of score on players for each row when (new.score > 0) execute function touch();
drop trigger a on players;
alter table players disable trigger b;
drop trigger c on players;
create trigger c before insert or update on players for each row execute function touch();
alter trigger d on players rename to z;
