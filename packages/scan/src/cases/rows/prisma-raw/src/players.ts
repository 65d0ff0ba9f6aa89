import { prisma } from './db.js';

async function show(id: number) {
  const players = await prisma.$queryRaw<{ full_name: string }[]>`SELECT * FROM players WHERE id = ${id}`;
  const others = await prisma.$queryRawUnsafe('SELECT * FROM players');
  const [all] = await prisma.$transaction([prisma.$queryRaw`SELECT * FROM players LIMIT 5`]);
  return players[0].full_name + others[0].email + all[0].season_fee;
}

show(1);
