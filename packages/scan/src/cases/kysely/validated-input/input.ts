import { z } from 'zod';
import type { Kysely } from 'kysely';

const schema = z.object({ name: z.string() });
type Player = z.infer<typeof schema>;

export async function create(db: Kysely<any>, request: Request) {
  const body = schema.parse(await request.json());
  await db.insertInto('players').values(body).execute();
  const { name, ...rest } = await request.json();
  await db.insertInto('players').values({ name, ...rest }).returning('id').execute();
  const player = (await request.json()) as { name: string; nick?: string };
  await db.insertInto('players').values(player).execute();
  await db.insertInto('players').values({ name: body.name, profile: { ...rest } }).execute();
}
