import { PrismaService } from '../generated/prisma.service';
export class Roster {
  constructor(private readonly prisma: PrismaService) {}
  load(id: number) {
    return this.prisma.$queryRaw`SELECT id FROM players WHERE id = ${id}`;
  }
}
