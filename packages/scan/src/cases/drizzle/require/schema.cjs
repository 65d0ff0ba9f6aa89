const { pgTable, text } = require('drizzle-orm/pg-core');

exports.teams = pgTable('teams', { name: text('team_name') });
