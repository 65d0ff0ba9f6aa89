export const title = "Teams"
