export type Status = 'none' | 'draft' | 'sent' | 'signed';
