import type { Contract, GenerateSettings } from '@rowpact/model';

/** What a contract says of its generated types; to ask one that takes none is a bug of the caller. */
export function settingsOf({ consumer, generate }: Contract): GenerateSettings {
  if (!generate) throw new TypeError(`${consumer} takes no generated types`);
  return generate;
}
