-- name: hostile :one
SELECT '`${process.exit(1)}` \n */ " ' || :'name' AS "*/ `${x}`",
  E'tab	and \x41' AS other;
