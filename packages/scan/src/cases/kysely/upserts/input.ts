import { sql, type Kysely } from 'kysely';

export async function upsert(db: Kysely<any>, email: string, name: string) {
  await db
    .insertInto('parents')
    .values({ email, name })
    .onConflict((oc) => oc.column('email').doUpdateSet({ name: (eb) => eb.ref('excluded.name') }).where('parents.locked', '=', false))
    .execute();
  await db.insertInto('parents').values({ email, name }).onConflict((oc) => oc.columns(['email', 'tenant_id']).doNothing()).execute();
  await db.insertInto('parents').values({ email, name }).onConflict((oc) => oc.constraint('parents_email_key').doUpdateSet({ name })).execute();
  await db.insertInto('parents').values({ email, name }).onConflict((oc) => oc.expression(sql`lower(email)`).doNothing()).execute();
}
