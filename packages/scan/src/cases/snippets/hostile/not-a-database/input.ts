import { useQuery } from '@tanstack/react-query';
import { gql, GraphQLClient } from 'graphql-request';
const client = new GraphQLClient('/graphql');
export function Page(request: Request & { query: (name: string) => string }, params: URLSearchParams) {
  const { data } = useQuery({ queryKey: ['SELECT'], queryFn: () => fetch('/') });
  client.request(gql`query { players { id } }`);
  document.querySelector('select');
  const q = request.query('select');
  params.get('update');
  router.push('/select?x=1');
  console.log('SELECT id FROM players');
  return { data, q };
}
