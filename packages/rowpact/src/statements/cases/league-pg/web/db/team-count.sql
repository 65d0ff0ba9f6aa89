SELECT count(*)::int AS teams FROM teams
