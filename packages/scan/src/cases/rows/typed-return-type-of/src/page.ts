import type { makeStore } from './players.js';

type Store = ReturnType<typeof makeStore>;

export async function page(store: Store, other: Awaited<ReturnType<Store['find']>>) {
  const player = await store.find(1);
  return player.full_name;
}

export function start(make: typeof makeStore) {
  return page(make(), null).then((name) => console.log(name));
}
