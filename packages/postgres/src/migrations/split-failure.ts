import { fail } from '@rowpact/model';

/** Ends the command because a SQL file cannot be read as statements, with the place where that began. */
export function failToSplit(file: string, line: number, column: number, what: string, hint: string): never {
  fail({
    code: 'migration-unreadable',
    message: `${file}:${String(line)}: ${what}`,
    hint,
    location: { file, line, column },
  });
}
