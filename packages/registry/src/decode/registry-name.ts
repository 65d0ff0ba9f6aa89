/** Why a name cannot be a file name on every system, beyond what its pattern says; null where it can. */
export function registryNameProblem(name: string): string | null {
  if (isDeviceName(name)) return 'a name that is no device of Windows (con, nul, com1, …)';
  return name.length > 100 ? 'a name of at most 100 letters' : null;
}

/** Whether Windows takes a file of this name, up to its first dot, for a device. */
export function isDeviceName(name: string): boolean {
  return /^(?:con|prn|aux|nul|conin\$|conout\$|clock\$|com[0-9¹²³]|lpt[0-9¹²³])(?:\.|$)/iu.test(name);
}
