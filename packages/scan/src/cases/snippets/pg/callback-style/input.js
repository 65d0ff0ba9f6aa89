const pg = require('pg');
const pool = new pg.Pool();
pool.query('SELECT count(*) FROM games', function (error, result) {
  console.log(result.rows);
});
pool.connect((error, client, done) => {
  client.query('SELECT id FROM games WHERE home = $1', [1], done);
});
