import { format } from 'prettier';
import { expect, it } from 'vitest';
import { generateModule } from './generate-module.js';
import { builtinType, column, contractOnAll, enumType, ownType, relation, snapshotOf } from './testing/league.js';

const types = [
  builtinType('text'),
  builtinType('text', 1),
  builtinType('int4', 2),
  builtinType('timestamptz'),
  builtinType('numeric', 1),
  builtinType('jsonb'),
  ownType('position', 'enum'),
];
const given = [
  {},
  { nullable: true },
  { default: 'x' },
  { nullable: true, default: 'x' },
  { identity: 'always', writable: false },
] as const;
// Letters of every width a terminal knows.
const letters = ['a', 'é', '日', '🏀', '𝒜', ' '];

/** Columns whose names have every length that matters to the line breaks. */
const columns = letters.flatMap((letter) =>
  Array.from({ length: 64 }, (_, length) => length)
    .filter((length) => length > 0 && length * Buffer.byteLength(letter) <= 62)
    .filter((length) => (letter === 'a' ? length > 20 : length % 4 === 0))
    .flatMap((length) =>
      types.map((type, index) =>
        column(`c${letter.repeat(length)}${index}`, type, given[(index + length) % given.length] ?? {}),
      ),
    ),
);
const labels = Array.from({ length: 40 }, (_, index) => `${'x'.repeat(index % 17)}${index}`);
const enums = labels.flatMap((_, count) => [
  enumType(`with_${count}_labels`, labels.slice(0, count)),
  enumType(`one_label_${count}`, ['y'.repeat(count + 20)]),
  enumType(`a_name_of_${'very_'.repeat(count % 8)}many_words_${count}`, labels.slice(count, count + 3)),
  enumType(
    `wide_${count}`,
    Array.from({ length: count % 5 }, (_label, index) => `${'日'.repeat(index + (count % 9))}${index}`),
  ),
]);

/** Columns with lists of every length and width, of texts and of numbers. */
const closedColumns = Array.from({ length: 120 }, (_, index) =>
  column(`closed_${'c'.repeat(index % 13)}${index}`, builtinType(index % 3 === 0 ? 'int4' : 'text'), given[index % 4]),
);
const closedChecks = closedColumns.map(({ name }, index) => {
  const values = labels.slice(index % 9, (index % 9) + 1 + (index % 17));
  const constants = values.map((label, at) => (index % 3 === 0 ? String(at * 10 ** (index % 7)) : `'${label}'::text`));
  return { name, definition: `CHECK ((${name} = ANY (ARRAY[${constants.join(', ')}])))` };
});

it.each([
  ['pg', 'not null'],
  ['pg', 'nullable'],
  ['postgres', 'nullable'],
] as const)(
  'prettier changes nothing in lines of any length (%s, array elements %s)',
  async (driver, arrayElements) => {
    const relations = [
      relation('players', columns),
      relation('closed', closedColumns, { checks: closedChecks }),
      relation(
        'labels',
        enums.map(({ name }) => column(name, ownType(name, 'enum'))),
      ),
    ];
    const snapshot = snapshotOf(relations, { enums: [enumType('position', ['guard', 'center']), ...enums] });
    const contract = contractOnAll(relations, { driver, arrayElements, kysely: true, literals: true, zod: true });
    const { text, zod } = generateModule(contract, snapshot);
    for (const module of [text, zod ?? '']) {
      expect(await format(module, { parser: 'typescript' })).toBe(module);
      // Most lines have the shape prettier gives them; only the doubtful ones ask it to look away.
      expect(module.split('// prettier-ignore').length / module.split('\n').length).toBeLessThan(0.2);
    }
  },
);
