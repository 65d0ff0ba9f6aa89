export async function load({ parent, data }) {
  const { me } = await parent();
  return { team: me.team_id };
}
