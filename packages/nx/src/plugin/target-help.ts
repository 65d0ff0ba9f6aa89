import type { TargetConfiguration } from '@nx/devkit';

/** What `nx show project` says of a target. */
export function targetHelp(
  description: string,
  command: string,
  options: Record<string, unknown>,
): Pick<TargetConfiguration, 'metadata'> {
  return {
    metadata: {
      technologies: ['postgresql'],
      description,
      help: { command: `npx rowpact ${command} --help`, example: { options } },
    },
  };
}
