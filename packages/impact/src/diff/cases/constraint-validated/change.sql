alter table players validate constraint score_positive;
