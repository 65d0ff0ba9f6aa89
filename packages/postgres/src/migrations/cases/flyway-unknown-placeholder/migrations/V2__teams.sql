SELECT ${arena};
