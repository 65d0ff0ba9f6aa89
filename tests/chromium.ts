import { existsSync } from 'node:fs';
import { chromium, type Browser } from 'playwright-core';

const WANTED = process.env['ROWPACT_CHROMIUM'] ?? '/usr/bin/chromium';

/** Why there is no browser for tests; null where there is one. */
export const NO_CHROMIUM = existsSync(WANTED)
  ? null
  : `needs Chromium at ${WANTED}: apt-get install chromium, or set ROWPACT_CHROMIUM to one`;

if (NO_CHROMIUM !== null) console.warn(`Browser tests are skipped: ${NO_CHROMIUM}`);

/** Starts a headless Chromium that talks to nobody but the page under test. */
export function openChromium(): Promise<Browser> {
  return chromium.launch({
    executablePath: WANTED,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-dev-shm-usage',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--no-first-run',
    ],
  });
}
