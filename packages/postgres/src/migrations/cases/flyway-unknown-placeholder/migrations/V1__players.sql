-- for ${season}
SELECT 1;
CREATE TABLE ${tenant}.players (id int); SELECT ${tenant};
