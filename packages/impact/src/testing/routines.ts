import type { RoutineDetail } from '@rowpact/model';

/** A function of the league, in SQL text. */
export function routine(signature: string, parts: Partial<RoutineDetail> = {}): RoutineDetail {
  const name = /\.([^(]+)\(/u.exec(signature)?.[1] ?? signature;
  return {
    oid: 0,
    signature,
    schema: 'public',
    name,
    kind: 'function',
    arguments: '',
    returns: 'integer',
    language: 'sql',
    body: 'SELECT 1',
    bodyIsAnalysed: false,
    volatility: 'volatile',
    strict: false,
    securityDefiner: false,
    settings: {},
    owner: 'postgres',
    privileges: [],
    ...parts,
  };
}
