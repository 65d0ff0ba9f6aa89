import { error, json, redirect } from '@sveltejs/kit';
import { isOpenForSignature } from '$lib/contract-status';
import type { OutboxInsert } from '$lib/database.gen';
import { inTransaction } from '$lib/server/db';
import { tenantId } from '$lib/server/tenant';
import type { SignAnswer, SignRefusal } from '$lib/sign-refusals';
import type { Player } from '$lib/types';
import type { PoolClient } from 'pg';
import type { RequestHandler } from './$types';

/** What a parent fills in. */
interface Signature {
  readonly name: string;
  readonly consent: boolean;
}

type Outcome = 'signed' | 'unknown contract' | SignRefusal;

/** What is signed. */
type OpenContract = Pick<Player, 'id' | 'full_name' | 'contract_status'>;

/**
 * Takes a parent's signature. The form of the contract page posts here, by script or without: a script that asks for
 * JSON gets a SignAnswer, a browser is led back to the page. Posting twice signs once.
 */
export const POST: RequestHandler = async ({ params, request }) => {
  const signature = readSignature(await request.formData());
  const outcome = await sign(params.token, signature);
  if (outcome === 'unknown contract') error(404, 'There is no contract at this address.');

  const wantsJson = request.headers.get('accept')?.includes('application/json') ?? false;
  return wantsJson ? answerScript(outcome) : leadBack(params.token, outcome);
};

function readSignature(form: FormData): Signature {
  const name = form.get('signed_by');
  return {
    name: typeof name === 'string' ? name.replace(/\s+/g, ' ').trim() : '',
    consent: form.get('consent') === 'yes',
  };
}

function answerScript(outcome: 'signed' | SignRefusal): Response {
  const answer: SignAnswer = outcome === 'signed' ? { signed: true } : { signed: false, refused: outcome };
  return json(answer, { status: statusOf(outcome) });
}

function statusOf(outcome: 'signed' | SignRefusal): number {
  if (outcome === 'signed') return 200;
  return outcome === 'closed' ? 409 : 422;
}

/** 303: the browser reads the page anew, and reloading it posts nothing. */
function leadBack(token: string, outcome: 'signed' | SignRefusal): never {
  const page = `/contract/${encodeURIComponent(token)}`;
  redirect(303, outcome === 'signed' ? `${page}#signed` : `${page}?refused=${outcome}#sign`);
}

/** Signs one contract and files the event, both or neither. */
function sign(token: string, signature: Signature): Promise<Outcome> {
  return inTransaction(async (client) => {
    // The lock makes a second signature wait here until the first is committed; it then sees it.
    const { rows } = await client.query(
      `SELECT p.id, p.full_name, p.contract_status,
              COALESCE(p.contract_expires_at <= now(), false) AS is_late
         FROM players p
        WHERE p.contract_token = $1
          FOR UPDATE`,
      [token],
    );
    const contract = rows[0];
    if (!contract) return 'unknown contract';
    if (contract.contract_status === 'signed') return 'signed';
    if (contract.is_late || !isOpenForSignature(contract.contract_status)) return 'closed';
    if (signature.name.length < 2 || signature.name.length > 120) return 'name';
    if (!signature.consent) return 'consent';

    await markSigned(client, contract, signature);
    await fileEvent(client, contract, signature);
    return 'signed';
  });
}

async function markSigned(client: PoolClient, contract: OpenContract, signature: Signature): Promise<void> {
  await client.query(
    `UPDATE players
        SET contract_status = 'signed',
            contract_signed_at = now(),
            contract_signed_by = $2,
            updated_at = now()
      WHERE id = $1`,
    [contract.id, signature.name],
  );
}

/**
 * Tells the other systems, through the outbox: the notifier sends what it finds there.
 * Written in the transaction of the signature, so that there is never one
 * without the other.
 */
async function fileEvent(client: PoolClient, contract: OpenContract, signature: Signature): Promise<void> {
  const event: Pick<OutboxInsert, 'tenant_id' | 'event_type' | 'payload'> = {
    tenant_id: tenantId(),
    event_type: 'contract.signed',
    payload: { player_id: contract.id, player: contract.full_name, signed_by: signature.name },
  };

  await client.query(
    `INSERT INTO outbox (tenant_id, event_type, payload, status, created_at)
     VALUES ($1, $2, $3, 'pending', now())`,
    [event.tenant_id, event.event_type, JSON.stringify(event.payload)],
  );
}
