export interface PlayerSheet {
  id: number;
  full_name: string;
  date_of_birth: Date;
  contract_status: 'none' | 'draft' | 'sent' | 'signed';
}

export interface PlayerForm {
  id: number;
  full_name: string;
  date_of_birth: Date;
  contract_status: 'none' | 'draft' | 'sent' | 'signed';
  jersey_number: number | null;
  custom_notes: string | null;
  is_late: boolean;
}

export interface PlayerLine {
  readonly id: number;
  readonly full_name: string;
  first_name: string;
  last_name: string;
  jersey_number?: number | null;
}
