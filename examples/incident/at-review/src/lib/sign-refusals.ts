/** Why a signature is not taken; also the value of `?refused=` on the contract page. */
export type SignRefusal = 'name' | 'consent' | 'closed';

/** What the parent reads for each refusal. */
export const SIGN_REFUSALS: Readonly<Record<SignRefusal, string>> = {
  name: 'Please type your full name as your signature (2 to 120 characters).',
  consent: 'Please tick the box to say that you have read the contract.',
  closed: 'This contract can no longer be signed here. Please ask the club for a new one.',
};

/** Reads `?refused=`; null for none and for anything else. */
export function parseSignRefusal(text: string | null): SignRefusal | null {
  return text === 'name' || text === 'consent' || text === 'closed' ? text : null;
}

/** Body of the answer to a signature sent by script. */
export type SignAnswer = { readonly signed: true } | { readonly signed: false; readonly refused: SignRefusal };
