export interface Signature {
  name: string;
  consent: boolean;
}

/** A team on the website, from its own store. */
export interface Team {
  id: string;
  name: string;
  color: string;
  logo: string;
}

export interface NewPlayer {
  first_name: string;
  last_name: string;
  date_of_birth: Date;
  custom_notes: string | null;
}

export interface Count {
  count: string;
}
