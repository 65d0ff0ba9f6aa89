import type { RowTypeReport } from '@rowpact/model';
import { locationText } from './failure-text.js';
import type { Paint } from './style.js';

/** The hand-written row types: where each is, what of it is not true, what it becomes or why it stays. */
export function rowTypesText(types: readonly RowTypeReport[], paint: Paint): string {
  return types.map((type) => typeText(type, paint)).join('');
}

function typeText(type: RowTypeReport, paint: Paint): string {
  const head = `  ${paint('bold', type.type)}  rows of ${type.relation}  ${paint('cyan', locationText(type.location))}`;
  const outcome =
    type.becomes === null
      ? `${paint('dim', 'stays')}: ${type.reason ?? ''}`
      : `${paint('green', 'becomes')} ${type.becomes}`;
  return [head, ...troubles(type, paint).map((line) => `    ${line}`), `    ${outcome}`, ''].join('\n');
}

function troubles({ stale, missing, wronglyTyped, wronglyNullable }: RowTypeReport, paint: Paint): readonly string[] {
  const wrong = (label: string, properties: RowTypeReport['wronglyTyped']): readonly string[] =>
    properties.map(({ property, generated }) => `${paint('yellow', label)} ${property}: the driver reads ${generated}`);
  return [
    ...(stale.length > 0 ? [`${paint('red', 'stale')} ${stale.join(', ')}: no such column`] : []),
    ...(missing.length > 0 ? [`${paint('yellow', 'missing')} ${missing.join(', ')}`] : []),
    ...wrong('wrong type', wronglyTyped),
    ...wrong('wrong null', wronglyNullable),
  ];
}
