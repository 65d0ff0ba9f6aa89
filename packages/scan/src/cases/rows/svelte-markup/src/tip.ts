export function tip(node: HTMLElement, player: { team_id: number }) {
  node.title = String(player.team_id);
}
