-- Two families as they were before migration 018, which copies players.team_id to player_teams. For revision 017.

INSERT INTO tenants (id, slug, name) VALUES (1, 'westside', 'Westside Basketball Club');

INSERT INTO parents (id, tenant_id, name, email) VALUES
  (1, 1, 'Dana Whitfield', 'dana.whitfield@example.com'),
  (2, 1, 'Ingrid Solberg', 'ingrid.solberg@example.com');

INSERT INTO teams (id, tenant_id, name, division, age_group) VALUES (1, 1, 'Westside Comets', 'Gold', 'U12');

INSERT INTO players (id, tenant_id, parent_id, team_id, first_name, last_name, date_of_birth, contract_token,
                     contract_status, contract_sent_at, contract_expires_at, season_fee) VALUES
  (1, 1, 1, 1, 'Maya', 'Whitfield', '2014-03-09', 'demo-maya-7f3k2', 'sent',
   now() - interval '3 days', now() + interval '27 days', 485.00),
  (2, 1, 2, NULL, 'Leif', 'Solberg', '2014-01-17', 'demo-leif-5t1vb', 'sent',
   now() - interval '1 day', now() + interval '29 days', 485.00);
