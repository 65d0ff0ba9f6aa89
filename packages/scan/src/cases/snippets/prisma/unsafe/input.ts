import { PrismaClient } from '@prisma/client';
const prisma = new PrismaClient();
export const one = (id: number) => prisma.$queryRawUnsafe('SELECT id FROM players WHERE id = $1', id);
export const wipe = (table: string) => prisma.$executeRawUnsafe(`TRUNCATE TABLE "${table}" CASCADE`);
