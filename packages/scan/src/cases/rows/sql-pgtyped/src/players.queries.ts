/** Types generated for queries found in "src/players.sql" */
import { PreparedQuery } from '@pgtyped/runtime';

const findPlayerIR: any = { usedParamSet: { id: true }, params: [], statement: 'find player' };

export const findPlayer = new PreparedQuery<any, any>(findPlayerIR);

const listPlayersIR: any = { usedParamSet: {}, params: [], statement: 'list players' };

export const listPlayers = new PreparedQuery<void, any>(listPlayersIR);
