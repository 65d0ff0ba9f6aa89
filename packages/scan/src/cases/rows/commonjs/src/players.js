const { findPlayer } = require('./store');
const store = require('./store');

async function show() {
  const player = await findPlayer(1);
  const other = await store.listPlayers();
  return player.full_name + other[0].email;
}

show();
