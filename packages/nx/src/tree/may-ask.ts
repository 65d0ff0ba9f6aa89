/** Whether somebody sits at the terminal who can be asked. Nx says in the environment whether it would ask; Nx Console and CI say no. */
export function mayAsk({ NX_INTERACTIVE, CI }: NodeJS.ProcessEnv): boolean {
  return NX_INTERACTIVE === 'true' && !CI && process.stdin.isTTY && process.stdout.isTTY;
}
