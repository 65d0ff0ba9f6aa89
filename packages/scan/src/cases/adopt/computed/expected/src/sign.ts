import type { PlayersRow } from './database.gen';

type OpenContract = Pick<PlayersRow, 'id' | 'full_name' | 'contract_status'> & { is_late: boolean };

export const isOpen = (contract: OpenContract): boolean => !contract.is_late && contract.contract_status === 'sent';
