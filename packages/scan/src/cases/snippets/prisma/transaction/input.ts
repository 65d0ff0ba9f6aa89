import { PrismaClient } from '@prisma/client';
const prisma = new PrismaClient();
export const sign = () => prisma.$transaction(async (tx) => tx.$executeRaw`UPDATE contracts SET signed = true`);
