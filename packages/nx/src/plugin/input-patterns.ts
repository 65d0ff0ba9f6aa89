/**
 * Input patterns of Nx are globs: what stands for itself in a path must be said to. `[` in a name becomes `[[]`, and the
 * parenthesis of a route group `[(]`; a `!` would negate its class, and means nothing without one.
 */
export function literal(path: string): string {
  return path.replace(/[*?[{}(]/g, (character) => `[${character}]`);
}

/** One file of the workspace as an input. */
export function fileInput(path: string): string {
  return `{workspaceRoot}/${literal(path)}`;
}

/** Everything in a folder of the workspace as an input; the workspace itself is `.`. */
export function folderInput(path: string): string {
  return path === '.' ? '{workspaceRoot}/**/*' : `{workspaceRoot}/${literal(path)}/**/*`;
}
