import { prisma } from './db.js';

interface Player {
  id: bigint;
}

const players = await prisma.$queryRaw<readonly Player[]>`SELECT * FROM players`;
