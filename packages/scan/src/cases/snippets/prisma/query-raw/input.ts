import { PrismaClient } from '@prisma/client';
const prisma = new PrismaClient();
export const roster = (id: number) => prisma.$queryRaw<{ id: number }[]>`SELECT id FROM players WHERE team_id = ${id}`;
export const wipe = () => prisma.$executeRaw`DELETE FROM games`;
