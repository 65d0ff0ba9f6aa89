export interface Contract {
  id: number;
  contract_status: 'none' | 'draft' | 'sent' | 'signed' | 'archived';
}

export interface OpenContract {
  id: number;
  contract_status: 'draft' | 'sent';
}

export interface AnyContract {
  id: number;
  contract_status: string;
}
