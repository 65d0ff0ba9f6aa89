import { createGenerator, type Schema } from 'ts-json-schema-generator';
import { fileURLToPath } from 'node:url';

const TYPE = 'JsonReport';

/** The JSON Schema of the JSON report, from its types and what their docstrings say, in the dialect of 2020-12. */
export function reportSchema(): Record<string, unknown> {
  const generator = createGenerator({
    path: fileURLToPath(new URL('../json-report.ts', import.meta.url)),
    tsconfig: fileURLToPath(new URL('../../../tsconfig.json', import.meta.url)),
    type: TYPE,
    skipTypeCheck: true,
    additionalProperties: false,
  });
  const { $ref, definitions = {} } = generator.createSchema(TYPE);
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'rowpact report',
    description: 'What rowpact prints with --format json.',
    $ref: moved($ref ?? ''),
    $defs: moved(definitions),
  };
}

/** References go to `$defs`, which is where 2020-12 has what the generator calls definitions. */
function moved<Value>(value: Value): Value {
  const text = JSON.stringify(value satisfies Schema | Value);
  return JSON.parse(
    text.replaceAll('"#/definitions/', '"#/$defs/').replace(/^"#\/definitions\//u, '"#/$defs/'),
  ) as Value;
}
