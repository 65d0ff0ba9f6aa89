const { find } = require('./store');
const list = require('./list');
const Store = require('./class-store');

find(1).then((player) => console.log(player.full_name));
list().then((players) => console.log(players[0].email));
new Store().first().then(({ season_fee }) => console.log(season_fee));
