import { Prisma, PrismaClient } from '@prisma/client';
const prisma = new PrismaClient();
export const search = (ids: number[], name?: string) => prisma.$queryRaw(Prisma.sql`
  SELECT id FROM players WHERE id IN (${Prisma.join(ids)})
  ${name ? Prisma.sql`AND name = ${name}` : Prisma.empty} ORDER BY ${Prisma.raw('name')}`);
