import type { Evidence, Location, RecordedStatement } from '@rowpact/model';
import { inSource } from '../rules/statement-facts.js';
import { blindsAbout } from './blinds-about.js';
import { declaredUse } from './declared-use.js';
import type { VersionInUse } from './lifecycle-question.js';
import { statementUse } from './statement-use.js';
import { names, type SubjectUse, type Target, type UnknownReason } from './target.js';

/** How a version uses an object, places from the registry's root on. A version that nobody looked at is unknown. */
export function subjectUse(target: Target, version: VersionInUse): SubjectUse {
  const { use } = version;
  if (use === null) return { evidence: [], unknown: [{ what: 'it was never scanned', location: null }] };
  const found = [
    ...use.statements.map((statement) => statementUse(target, statement)),
    ...use.tables.map((table) => declaredUse(target, table, version)),
  ];
  const unknown: readonly UnknownReason[] = [
    ...found.flatMap((one) => one.unknown),
    ...use.statements
      .filter((one) => refusedAbout(target, one))
      .map(({ place }) => ({ what: REFUSED, location: place })),
    ...blindsAbout(target, use.blinds),
    ...use.unreadable.map(({ reason, location }) => ({ what: `the file cannot be read: ${reason}`, location })),
  ];
  return {
    evidence: found.flatMap(({ evidence }) => evidence).map((one) => inVersion(one, version)),
    unknown: unknown.map(({ what, location }) => ({ what, location: location && inSource(version, spot(location)) })),
  };
}

const REFUSED = 'PostgreSQL refuses the statement today, so what it uses is not known';

/** A refused statement may be about a schema that is to come; it is taken to use what it names. */
function refusedAbout({ parts, relations }: Target, { refused, text }: RecordedStatement): boolean {
  if (!refused?.mentions.some((relation) => relations.has(relation))) return false;
  switch (parts.kind) {
    case 'table':
      return true;
    case 'column':
      return text.includes('*') || names(text, parts.column);
    case 'enum value':
      return text.includes(parts.label);
    case 'constraint':
      return /\bon\s+conflict\b/iu.test(text);
    case 'default':
      return /\binsert\b/iu.test(text);
    default:
      return parts satisfies never;
  }
}

function inVersion(evidence: Evidence, version: VersionInUse): Evidence {
  const { location, from } = evidence;
  return { ...evidence, location: inSource(version, spot(location)), from: from && inSource(version, spot(from)) };
}

function spot({ file, line, column }: Location): Location {
  return { file, ...(line === undefined ? {} : { line }), ...(column === undefined ? {} : { column }) };
}
