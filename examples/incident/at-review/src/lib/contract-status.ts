import type { ContractStatus } from './types';

/** What families read for each status. */
export const CONTRACT_STATUS_LABELS: Readonly<Record<ContractStatus, string>> = {
  none: 'No contract',
  draft: 'Being prepared',
  sent: 'Waiting for your signature',
  viewed: 'Waiting for your signature',
  signed: 'Signed',
  declined: 'Declined',
  expired: 'Expired',
};

/** Whether a contract in this status can be signed. */
export function isOpenForSignature(status: ContractStatus): boolean {
  return status === 'sent' || status === 'viewed';
}
