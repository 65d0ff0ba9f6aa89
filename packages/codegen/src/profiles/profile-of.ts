import type { DriverName } from '@rowpact/model';
import type { DriverProfile } from './driver-profile.js';
import { PG_PROFILE } from './pg.js';
import { POSTGRES_PROFILE } from './postgres.js';

export function profileOf(driver: DriverName): DriverProfile {
  switch (driver) {
    case 'pg':
      return PG_PROFILE;
    case 'postgres':
      return POSTGRES_PROFILE;
    default:
      return driver satisfies never;
  }
}
