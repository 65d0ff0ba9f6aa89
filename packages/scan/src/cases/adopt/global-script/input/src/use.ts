export const show = (team: Team): string => team.name;
