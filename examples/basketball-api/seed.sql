-- Something to look at. No migration: it is loaded once into an empty database at the newest revision.

INSERT INTO tenants (id, slug, name) VALUES (1, 'westside', 'Westside Basketball Club');

INSERT INTO parents (id, tenant_id, name, email, phone) VALUES
  (1, 1, 'Dana Whitfield', 'dana.whitfield@example.com', '+15035550142'),
  (2, 1, 'Marcus Okafor', 'marcus.okafor@example.com', NULL),
  (3, 1, 'Ingrid Solberg', 'ingrid.solberg@example.com', '+15035550177');

INSERT INTO teams (id, tenant_id, name, division, age_group, practice_days) VALUES
  (1, 1, 'Westside Comets', 'Gold', 'U12', '{mon,thu}'),
  (2, 1, 'Westside Herons', 'Silver', 'U12', '{tue,fri}'),
  (3, 1, 'Westside Summit', 'Gold', 'U14', '{mon,wed,sat}');

INSERT INTO players (id, tenant_id, parent_id, first_name, last_name, date_of_birth, height_cm, positions, contract_token,
                     contract_status, contract_sent_at, contract_expires_at, contract_signed_at, contract_signed_by,
                     season_fee, jersey_option, jersey_size, jersey_number, is_public, custom_notes) VALUES
  (1, 1, 1, 'Maya', 'Whitfield', '2014-03-09', 151.5, '{guard}', 'demo-maya-7f3k2', 'sent',
   now() - interval '3 days', now() + interval '27 days', NULL, NULL,
   485.00, 'new', 'YM', 11, true, 'Maya leaves Thursday practice at 18:15 to catch her bus. Her coach knows.'),
  (2, 1, 1, 'Theo', 'Whitfield', '2012-11-30', 166.0, '{forward,center}', 'demo-theo-9q4ra', 'viewed',
   now() - interval '6 days', now() + interval '24 days', NULL, NULL,
   540.00, 'keep_last_season', 'S', 23, false, NULL),
  (3, 1, 2, 'Amara', 'Okafor', '2013-07-21', 158.0, '{}', 'demo-amara-2m8xd', 'signed',
   now() - interval '12 days', now() + interval '18 days', now() - interval '9 days', 'Marcus Okafor',
   485.00, 'borrow', 'YL', 4, true, NULL),
  (4, 1, 3, 'Leif', 'Solberg', '2014-01-17', NULL, '{}', 'demo-leif-5t1vb', 'sent',
   now() - interval '1 day', now() + interval '29 days', NULL, NULL,
   485.00, NULL, NULL, NULL, false, NULL);

-- Maya plays up: she is on two teams, which is what player_teams was made for. Leif is not placed yet.
INSERT INTO player_teams (player_id, team_id) VALUES (1, 1), (1, 3), (2, 3), (3, 2);

INSERT INTO products (id, tenant_id, sku, title, price, tags, stock) VALUES
  (1, 1, 'JERSEY-HOME', 'Home jersey', 38.00, '{jersey,youth,adult}', 40),
  (2, 1, 'BOTTLE', 'Water bottle', 12.50, '{}', 120);

INSERT INTO orders (tenant_id, parent_id, status, paid_at) VALUES (1, 1, 'paid', now() - interval '2 days');
INSERT INTO order_items (order_id, position, product_id, quantity, unit_price)
SELECT o.id, 1, 1, 2, 38.00 FROM orders o;

INSERT INTO interest_leads (tenant_id, parent_name, email, player_age, answers) VALUES
  (1, 'Priya Raman', 'priya.raman@example.com', 9, '{"played before": false, "siblings": 1}');

INSERT INTO outbox (tenant_id, event_type, payload, status, created_at, claimed_at, sent_at, attempts) VALUES
  (1, 'contract.signed', '{"player_id": 3, "player": "Amara Okafor", "signed_by": "Marcus Okafor"}', 'sent',
   now() - interval '9 days', now() - interval '9 days', now() - interval '9 days', 1);

-- Ids were given above; the next row takes the next one.
SELECT setval(pg_get_serial_sequence('tenants', 'id'), (SELECT max(id) FROM tenants)),
       setval(pg_get_serial_sequence('parents', 'id'), (SELECT max(id) FROM parents)),
       setval(pg_get_serial_sequence('teams', 'id'), (SELECT max(id) FROM teams)),
       setval(pg_get_serial_sequence('players', 'id'), (SELECT max(id) FROM players)),
       setval(pg_get_serial_sequence('products', 'id'), (SELECT max(id) FROM products));
