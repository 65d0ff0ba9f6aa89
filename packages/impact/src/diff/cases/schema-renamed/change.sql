alter schema league rename to game;
