import { env } from '$env/dynamic/private';

/** The tenant this installation serves; events are filed under it. */
export function tenantId(): number {
  return Number(env.TENANT_ID ?? 1);
}
