const STATUSES = ['none', 'sent'] as const;
export type OpenStatus = (typeof STATUSES)[number];
export type ContractStatus = Before | 'sent' | 'signed' | 'lapsed';
type Before = 'none' | 'draft';
