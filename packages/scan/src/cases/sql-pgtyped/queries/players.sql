/* Players of the league. */

/*
  @name GetPlayersByIds
  @param ids -> (...)
*/
SELECT id, full_name, date_of_birth
FROM players
WHERE id IN :ids
  AND (:teamId::int IS NULL OR team_id = :teamId); -- the same value twice

/*
  @name AddPlayers
  @param players -> ((fullName!, dateOfBirth)...)
*/
INSERT INTO players (full_name, date_of_birth)
VALUES :players
RETURNING *;

/* @name MarkSigned */
UPDATE players SET contract_status = 'signed; :done' WHERE contract_token = :token! AND positions[1:2] <@ :positions;
