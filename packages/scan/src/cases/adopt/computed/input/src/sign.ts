type OpenContract = { id: number; full_name: string; contract_status: 'none' | 'draft' | 'sent' | 'signed'; is_late: boolean };

export const isOpen = (contract: OpenContract): boolean => !contract.is_late && contract.contract_status === 'sent';
