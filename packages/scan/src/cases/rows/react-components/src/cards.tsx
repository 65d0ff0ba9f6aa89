import { memo } from 'react';

export function Card({ player }: { player: any }) {
  return <p>{player.full_name}</p>;
}

export const List = memo((props: { players: any[] }) => <ul>{props.players.map((each) => <li>{each.email}</li>)}</ul>);
