UPDATE teams SET founded = now();
