import { Ajv2020 } from 'ajv/dist/2020.js';
import { readFile, writeFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { format, resolveConfig } from 'prettier';
import { fileURLToPath } from 'node:url';
import { jsonReport } from './json-report.js';
import { REPORTS } from './testing/check-reports.js';
import { reportSchema } from './testing/report-schema.js';

const PUBLISHED = fileURLToPath(new URL('../../../../docs/report.schema.json', import.meta.url));

describe('the JSON report', async () => {
  const published = await readFile(PUBLISHED, 'utf8').catch(() => '{}');
  const validate = new Ajv2020({ allErrors: true }).compile(JSON.parse(published) as object);

  it.each(Object.entries(REPORTS))('is what its published schema says: %s', (_name, report) => {
    validate(JSON.parse(jsonReport(report)));
    expect(validate.errors).toBeNull();
  });

  it('is not everything: a report without its findings, or with a verdict that there is not, is refused', () => {
    const { findings, ...rest } = JSON.parse(jsonReport(REPORTS.incident)) as { findings: readonly object[] };
    expect(validate(rest)).toBe(false);
    expect(validate({ ...rest, findings: findings.map((one) => ({ ...one, verdict: 'fine' })) })).toBe(false);
  });

  it('has the schema that its types have', async () => {
    const options = (await resolveConfig(PUBLISHED)) ?? {};
    const schema = await format(JSON.stringify(reportSchema()), { ...options, parser: 'json' });
    if (process.env.UPDATE_GOLDENS === '1') await writeFile(PUBLISHED, schema);
    expect(schema).toBe(await readFile(PUBLISHED, 'utf8'));
  });
});
