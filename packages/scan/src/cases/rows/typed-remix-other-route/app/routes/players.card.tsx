import { useRouteLoaderData } from '@remix-run/react';
import type { loader } from './players.js';

export function Card() {
  const data = useRouteLoaderData<typeof loader>('routes/players');
  return <p>{data?.players[0].full_name}</p>;
}
