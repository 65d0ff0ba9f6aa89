export const load = (client: any) => client.query('query Players { players { id } }');
export const mutate = (client: any) => client.query({ query: 'mutation { update(set: 1) { id } }' });
