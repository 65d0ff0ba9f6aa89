import type { PGlite } from '@electric-sql/pglite';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openExamplesDatabase } from '../tools/src/examples-database.js';
import { NO_CHROMIUM, openChromium } from './chromium.js';
import { node, REPOSITORY, tool } from './run-tool.js';
import { runExample, type RunningExample } from './running-example.js';

// The example service as it is deployed: built, on Node, against the migrated database with the seed's contracts.
let engine: PGlite;
let service: RunningExample;

beforeAll(async () => {
  engine = await openExamplesDatabase(REPOSITORY, process.env);
  service = await runExample('examples/westside-contracts', engine);
});

afterAll(() => service.stop());

const MAYA = 'demo-maya-7f3k2';
const THEO = 'demo-theo-9q4ra';
const AMARA = 'demo-amara-2m8xd';
const LEIF = 'demo-leif-5t1vb';

/** Posts the form as a browser without script does. */
function post(token: string, fields: Readonly<Record<string, string>>, accept = 'text/html'): Promise<Response> {
  return fetch(`${service.address}/contract/${token}/sign`, {
    method: 'POST',
    redirect: 'manual',
    headers: { origin: service.address, accept },
    body: new URLSearchParams(fields),
  });
}

async function contractOf(token: string): Promise<unknown> {
  const { rows } = await engine.query(
    `SELECT contract_status AS status, contract_signed_by AS signed_by, contract_signed_at AS signed_at
       FROM players WHERE contract_token = $1`,
    [token],
  );
  return rows[0];
}

/** Events about a player, oldest first. */
async function eventsOf(player: string): Promise<readonly unknown[]> {
  const { rows } = await engine.query(
    `SELECT tenant_id, event_type, payload, status::text FROM outbox WHERE payload ->> 'player' = $1 ORDER BY id`,
    [player],
  );
  return rows;
}

async function pageText(path: string): Promise<string> {
  return (await fetch(service.address + path)).text();
}

describe('the contract service, by HTTP', () => {
  test('an unknown token is not found, on the page and when signing', async () => {
    const page = await fetch(`${service.address}/contract/nobody`);
    expect(page.status).toBe(404);
    expect((await post('nobody', { signed_by: 'Dana Whitfield', consent: 'yes' })).status).toBe(404);
  });

  test('a signature without a name or without consent is refused, and the page says why', async () => {
    const nameless = await post(LEIF, { signed_by: '  ', consent: 'yes' });
    expect([nameless.status, nameless.headers.get('location')]).toEqual([303, `/contract/${LEIF}?refused=name#sign`]);
    expect(await pageText(`/contract/${LEIF}?refused=name`)).toContain('Please type your full name');

    const silent = await post(LEIF, { signed_by: 'Ingrid Solberg' }, 'application/json');
    expect([silent.status, await silent.json()]).toEqual([422, { signed: false, refused: 'consent' }]);
    expect(await contractOf(LEIF)).toEqual({ status: 'sent', signed_by: null, signed_at: null });
  });

  test('signatures that arrive at the same time sign once', async () => {
    const answers = await Promise.all(
      ['Ingrid Solberg', 'I. Solberg', 'Solberg'].map((name) => post(LEIF, { signed_by: name, consent: 'yes' })),
    );
    expect(answers.map((answer) => answer.headers.get('location'))).toEqual(Array(3).fill(`/contract/${LEIF}#signed`));
    expect(await eventsOf('Leif Solberg')).toHaveLength(1);
  });

  test('a contract whose time is over is closed', async () => {
    await engine.exec(`UPDATE players SET contract_expires_at = now() - interval '1 minute' WHERE id = 2`);
    const late = await post(THEO, { signed_by: 'Dana Whitfield', consent: 'yes' }, 'application/json');
    expect([late.status, await late.json()]).toEqual([409, { signed: false, refused: 'closed' }]);
    expect(await pageText(`/contract/${THEO}`)).toContain('This contract cannot be signed');
    await engine.exec(`UPDATE players SET contract_expires_at = now() + interval '1 day' WHERE id = 2`);
  });

  test('a form from another site is refused', async () => {
    const response = await fetch(`${service.address}/contract/${THEO}/sign`, {
      method: 'POST',
      headers: { origin: 'https://elsewhere.example' },
      body: new URLSearchParams({ signed_by: 'Dana Whitfield', consent: 'yes' }),
    });
    expect(response.status).toBe(403);
  });

  test('a signed contract says by whom and when, and has no form', async () => {
    const text = await pageText(`/contract/${AMARA}`);
    expect(text).toContain('Marcus Okafor signed this contract');
    expect(text).not.toContain('<form');
  });
});

describe.skipIf(NO_CHROMIUM !== null)(
  `the contract page, in a browser${NO_CHROMIUM ? ` (${NO_CHROMIUM})` : ''}`,
  () => {
    let browser: Browser;

    beforeAll(async () => {
      browser = await openChromium();
    });

    afterAll(() => browser.close());

    test('shows the contract, signs it, and signing again changes nothing', async () => {
      const page = await browser.newPage();
      const heard = listen(page);
      await page.goto(`${service.address}/`);
      await page.getByRole('link', { name: 'Maya Whitfield' }).click();

      await page.getByRole('heading', { level: 1, name: 'Maya Whitfield' }).waitFor();
      const facts = await page.locator('dl').innerText();
      expect(facts).toContain('March 9, 2014');
      expect(facts).toContain('dana.whitfield@example.com');
      expect(facts).toMatch(/Westside Comets[^]*Westside Summit/);
      const contract = await page.locator('article').innerText();
      expect(contract).toContain('in the teams Westside Comets and Westside Summit');
      expect(contract).toContain('$485.00');
      expect(contract).toContain('Maya leaves Thursday practice at 18:15');
      if (process.env['ROWPACT_SCREENSHOTS']) await screenshot(page, 'open');

      await page.getByLabel('Your full name').fill('Dana Whitfield');
      await page.getByLabel('I have read this contract').check();
      await page.getByRole('button', { name: 'Sign the contract' }).dblclick();
      await page.getByRole('heading', { name: 'Signed' }).waitFor();
      expect(await page.locator('main').innerText()).toContain('Dana Whitfield signed this contract');
      expect(await page.evaluate('document.activeElement.id')).toBe('signed');
      if (process.env['ROWPACT_SCREENSHOTS']) await screenshot(page, 'signed');

      const signed = await contractOf(MAYA);
      expect(signed).toMatchObject({ status: 'signed', signed_by: 'Dana Whitfield' });
      const events = await eventsOf('Maya Whitfield');
      expect(events).toEqual([
        {
          tenant_id: 1,
          event_type: 'contract.signed',
          payload: { player_id: 1, player: 'Maya Whitfield', signed_by: 'Dana Whitfield' },
          status: 'pending',
        },
      ]);

      const again = await post(MAYA, { signed_by: 'Somebody Else', consent: 'yes' });
      expect(again.status).toBe(303);
      expect(await contractOf(MAYA)).toEqual(signed);
      expect(await eventsOf('Maya Whitfield')).toEqual(events);

      expect(heard).toEqual({ troubles: [], strangers: [] });
      await page.close();
    });

    test('works without script, by a form and a redirect', async () => {
      const context = await browser.newContext({ javaScriptEnabled: false });
      const page = await context.newPage();
      await page.goto(`${service.address}/contract/${THEO}`);
      await page.getByLabel('Your full name').fill('Dana Whitfield');
      await page.getByLabel('I have read this contract').check();
      await page.getByRole('button', { name: 'Sign the contract' }).click();
      await page.getByRole('heading', { name: 'Signed' }).waitFor();
      expect(page.url()).toBe(`${service.address}/contract/${THEO}#signed`);
      expect(await eventsOf('Theo Whitfield')).toHaveLength(1);
      await context.close();
    });

    /** What a page complains of, and whom it talks to besides the service. */
    function listen(page: Page): { readonly troubles: string[]; readonly strangers: string[] } {
      const heard: ReturnType<typeof listen> = { troubles: [], strangers: [] };
      page.on('pageerror', (error) => heard.troubles.push(error.message));
      page.on('console', (message) => {
        if (message.type() === 'error' || message.type() === 'warning') heard.troubles.push(message.text());
      });
      page.on('request', (request) => {
        if (!request.url().startsWith(`${service.address}/`)) heard.strangers.push(request.url());
      });
      return heard;
    }

    async function screenshot(page: Page, name: string): Promise<void> {
      await page.screenshot({ path: `${process.env['ROWPACT_SCREENSHOTS'] ?? '.'}/${name}.png`, fullPage: true });
    }
  },
);

describe('the other consumers, against the same database', () => {
  test('coach-dashboard prints every roster', async () => {
    const folder = `${REPOSITORY}/examples/coach-dashboard`;
    expect((await tool('tsc', ['-p', 'tsconfig.json'], { cwd: folder })).stdout).toBe('');
    const { stdout } = await node(['dist/main.js'], { cwd: folder, env: { DATABASE_URL: service.databaseUrl } });
    expect(stdout.replace(/contract signed|CONTRACT OPEN/g, '(contract)')).toMatchInlineSnapshot(`
      "Westside Comets (U12, Gold division) - practice: mon, thu
        #11  Maya Whitfield: 151.5 cm, guard, (contract)

      Westside Herons (U12, Silver division) - practice: tue, fri
         #4  Amara Okafor: 158.0 cm, (contract)

      Westside Summit (U14, Gold division) - practice: mon, wed, sat
        #11  Maya Whitfield: 151.5 cm, guard, (contract)
        #23  Theo Whitfield: 166.0 cm, forward, center, (contract)
      "
    `);
  });

  test('notifier sends what waits in the outbox, once', async () => {
    const folder = `${REPOSITORY}/examples/notifier`;
    expect((await tool('tsc', ['-p', 'tsconfig.json'], { cwd: folder })).stdout).toBe('');
    const notify = () => node(['dist/main.js', '--once'], { cwd: folder, env: { DATABASE_URL: service.databaseUrl } });
    expect((await notify()).stdout).toContain(
      'contract.signed (tenant 1): {"player":"Leif Solberg","player_id":4,"signed_by":',
    );
    expect((await notify()).stdout).toBe('');
    const { rows } = await engine.query(`SELECT count(*)::int AS waiting FROM outbox WHERE status <> 'sent'`);
    expect(rows).toEqual([{ waiting: 0 }]);
  });
});
