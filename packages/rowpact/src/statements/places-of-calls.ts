import { type Location, placeInSource, type Statement } from '@rowpact/model';
import type { LookedAt } from './looked-at.js';

/** Where a statement is sent, and where its text stands; relative to the consumer's folder. */
export interface PlaceOfCall {
  /** Where a compiler complains of what the statement answers. For one of a `.sql` file, where it begins. */
  readonly call: Required<Location>;
  /** Where PostgreSQL's complaints point: the text may be a constant elsewhere. */
  readonly text: { readonly file: string; readonly line: number; readonly endLine: number };
}

/** Every call of a consumer with the statements that it is known to send. */
export function placesOfCalls({ sent: { scan } }: Pick<LookedAt, 'sent'>): readonly PlaceOfCall[] {
  const byText = new Map<string, Statement[]>();
  for (const one of scan.statements) byText.set(one.text, [...(byText.get(one.text) ?? []), one]);
  const placesAt = (call: Required<Location>, texts: readonly (string | null)[]): readonly PlaceOfCall[] =>
    texts
      .flatMap((text) => (text === null ? [] : (nearest(byText.get(text) ?? [], call) ?? [])))
      .map((statement) => ({ call: onlyPlace(call), text: extentOf(statement) }));
  return [
    ...scan.texts.flatMap(({ place, statement }) => placesAt(place, [statement])),
    ...scan.calls.flatMap(({ place, statements }) => placesAt(place, statements)),
    ...scan.queries.flatMap(({ place, text }) => placesAt(place, [text])),
  ];
}

/** Of statements with one text, the first that stands in the call or behind it, else (a constant) any. */
function nearest(statements: readonly Statement[], { file, line }: Required<Location>): Statement | undefined {
  return statements.find(({ place }) => place.file === file && place.line >= line) ?? statements[0];
}

function onlyPlace({ file, line, column }: Required<Location>): Required<Location> {
  return { file, line, column };
}

/** What is put together from several files ends, for this, where its first part does. */
function extentOf(statement: Statement): PlaceOfCall['text'] {
  const { file, line } = placeInSource(statement, 0);
  const end = placeInSource(statement, statement.text.length);
  return { file, line, endLine: end.file === file ? Math.max(line, end.line) : line };
}
