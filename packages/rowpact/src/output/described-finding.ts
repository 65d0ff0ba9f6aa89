import type { Evidence, Finding, Location } from '@rowpact/model';
import { locationText } from './failure-text.js';

/** A finding in words. */
export interface DescribedFinding {
  readonly sentence: string;
  readonly places: readonly DescribedPlace[];
  /** Lines of the source. */
  readonly excerpt: readonly string[];
  readonly next: string;
}

export interface DescribedPlace {
  /** Empty where there is nothing to tell apart. */
  readonly label: string;
  readonly location: Location;
  readonly endLine?: number;
  readonly note?: string;
}

type Described = Exclude<Finding, { readonly kind: 'stale-file' }>;

/** The words for each kind of finding. */
export function describeFinding(finding: Described): DescribedFinding {
  switch (finding.kind) {
    case 'contract-column-missing':
      return missing(finding, `says it uses ${finding.relation}.${finding.column}`, FORGET);
    case 'contract-relation-missing':
      return missing(finding, `says it uses ${finding.relation}`, FORGET);
    case 'contract-override-missing':
      return missing(
        finding,
        `sets a TypeScript type for ${finding.target}`,
        'correct the name, or take the override out of the contract',
      );
    case 'declaration-stale':
      return missing(
        finding,
        `declares ${dotted(finding)}`,
        'take it out of the declaration: every query that names it fails',
      );
    case 'pinned-behind':
      return pinned(finding);
    case 'statement-refused':
      return refused(finding);
    case 'unknown-use':
      return unknown(finding);
    case 'unbounded-read':
      return unbounded(finding);
    case 'listed-table-missing':
    case 'listed-columns-missing':
    case 'listed-for-nothing':
    case 'listed-name-unknown':
      return listed(finding);
    case 'row-type-stale':
      return stale(finding);
    case 'row-type-by-hand':
      return byHand(finding);
    case 'not-annotated':
      return notAnnotated(finding);
    case 'deprecated-use':
      return deprecated(finding);
    case 'impact':
      return impact(finding);
    default:
      return finding satisfies never;
  }
}

const FORGET = "make the consumer's type-check pass, then take the name out of its contract";

interface Absent {
  readonly producer: string;
  readonly consumer: string;
  readonly location: Location;
  readonly nearest: string | null;
}

function missing({ producer, consumer, location, nearest }: Absent, what: string, next: string): DescribedFinding {
  return {
    sentence: `${consumer} ${what}, which ${producer} does not have`,
    places: [{ label: '', location }],
    excerpt: [],
    next: `${next}${meant(nearest)}`,
  };
}

function meant(nearest: string | null): string {
  return nearest === null ? '' : ` (did you mean ${nearest}?)`;
}

function dotted({ relation, column }: { readonly relation: string; readonly column: string | null }): string {
  return column === null ? relation : `${relation}.${column}`;
}

function pinned(finding: Extract<Finding, { readonly kind: 'pinned-behind' }>): DescribedFinding {
  const { producer, revision, newer, location } = finding;
  const names = newer.length > 3 ? [...newer.slice(0, 3), `${newer.length - 3} more`] : newer;
  return {
    sentence: `${producer} is pinned at ${revision}, so nobody looked at ${names.join(', ')}`,
    places: [{ label: '', location }],
    excerpt: [],
    next: `run \`rowpact snapshot\` to go to the newest, or check this revision with --to ${revision}`,
  };
}

function refused(finding: Extract<Finding, { readonly kind: 'statement-refused' }>): DescribedFinding {
  const { consumer, producer, sqlstate, message, hint, location, line } = finding;
  return {
    sentence: `${consumer} sends SQL that PostgreSQL refuses: ${message} (SQLSTATE ${sqlstate})`,
    places: [{ label: '', location }],
    excerpt: line === '' ? [] : [line],
    next:
      hint === null
        ? `correct the statement; if it is not about ${producer}, name its relations under scan.foreign in the contract`
        : hint,
  };
}

function unknown({
  consumer,
  reason,
  detail,
  location,
}: Extract<Finding, { readonly kind: 'unknown-use' }>): DescribedFinding {
  return {
    sentence: `what ${consumer} uses here is not known (${reason}): ${detail}`,
    places: [{ label: '', location }],
    excerpt: [],
    next: 'write the SQL so that it can be read, or name what it uses under `keep` in the contract',
  };
}

function unbounded(finding: Extract<Finding, { readonly kind: 'unbounded-read' }>): DescribedFinding {
  const { consumer, relation, evidence, unread } = finding;
  const along = unread.length === 0 ? '' : `; nothing reads ${unread.join(', ')}, which come along`;
  return {
    sentence: `${consumer} depends on every column of ${relation}, today's and tomorrow's${along}`,
    places: evidence.map((one) => place('', one)),
    excerpt: [],
    next: 'name the columns that the code reads instead of *',
  };
}

type Listed = Extract<
  Finding,
  { readonly kind: 'listed-table-missing' | 'listed-columns-missing' | 'listed-for-nothing' | 'listed-name-unknown' }
>;

function listed(finding: Listed): DescribedFinding {
  const { consumer, relation } = finding;
  switch (finding.kind) {
    case 'listed-table-missing': {
      const { columns, evidence, list } = finding;
      const what = columns.length === 0 ? relation : `${relation} (${columns.join(', ')})`;
      const places = evidence.map((one) => place(one.access, one));
      return {
        sentence: `${consumer} uses ${what}, which ${list} does not list`,
        places,
        excerpt: [],
        next: `add ${relation} to the list`,
      };
    }
    case 'listed-columns-missing': {
      const names = finding.columns.map(({ name }) => name).join(', ');
      return {
        sentence: `${consumer} uses ${relation}: ${names}, which the list does not name`,
        places: [
          { label: 'the list', location: finding.location },
          ...finding.columns.flatMap(({ name, evidence }) => evidence.map((one) => place(name, one))),
        ],
        excerpt: [],
        next: `add ${finding.columns.length === 1 ? 'it' : 'them'} to the list`,
      };
    }
    case 'listed-for-nothing': {
      const what =
        finding.columns.length === 0 ? relation : finding.columns.map((column) => `${relation}.${column}`).join(', ');
      return {
        sentence: `the list has ${what}, which ${consumer} does not use`,
        places: [{ label: '', location: finding.location }],
        excerpt: [],
        next: 'take it out of the list; what is kept on purpose goes under `keep` in the contract',
      };
    }
    case 'listed-name-unknown':
      return missing(finding, `is listed as using ${dotted(finding)}`, 'correct the name, or take it out of the list');
    default:
      return finding satisfies never;
  }
}

function stale({
  consumer,
  type,
  property,
  relation,
  location,
}: Extract<Finding, { readonly kind: 'row-type-stale' }>): DescribedFinding {
  return {
    sentence: `${consumer} declares ${type}.${property}, but ${relation} has no column ${property}: it is undefined when the code runs`,
    places: [{ label: '', location }],
    excerpt: [],
    next: `\`rowpact adopt --write\` puts the generated row in place of ${type}; tsc then fails where ${property} is used`,
  };
}

function byHand({
  consumer,
  type,
  relation,
  location,
  becomes,
}: Extract<Finding, { readonly kind: 'row-type-by-hand' }>): DescribedFinding {
  return {
    sentence: `${consumer} describes rows of ${relation} by hand in ${type}`,
    places: [{ label: '', location }],
    excerpt: [],
    next: `\`rowpact adopt --write\` makes it ${becomes}`,
  };
}

function notAnnotated({
  consumer,
  given,
  wanted,
  location,
}: Extract<Finding, { readonly kind: 'not-annotated' }>): DescribedFinding {
  return {
    sentence:
      given === null
        ? `${consumer} does not say of what type the rows of a statement are: ${wanted}`
        : `${consumer} says that the rows of a statement are ${given}; they are ${wanted}`,
    places: [{ label: '', location }],
    excerpt: [],
    next: '`rowpact annotate` writes it there',
  };
}

function deprecated(finding: Extract<Finding, { readonly kind: 'deprecated-use' }>): DescribedFinding {
  const { consumer, subject, reason, replacement, removeAfter, evidence } = finding;
  const until = removeAfter === null ? '' : `, which goes after ${removeAfter}`;
  return {
    sentence: `${consumer} begins to use ${subject}${until}: ${reason}`,
    places: evidence.map((one) => place('', one)),
    excerpt: [],
    next: replacement === null ? 'do without it' : `use ${replacement}`,
  };
}

function impact({
  sentence,
  location,
  excerpt,
  remedy,
}: Extract<Finding, { readonly kind: 'impact' }>): DescribedFinding {
  return {
    sentence,
    places: [{ label: '', location }],
    excerpt: excerpt === null ? [] : [excerpt.text],
    next: remedy.summary,
  };
}

function place(label: string, { location, endLine, from }: Evidence): DescribedPlace {
  const note =
    from === null
      ? {}
      : {
          note: `from the rows of ${locationText({ file: from.file, ...(from.line === undefined ? {} : { line: from.line }) })}`,
        };
  return { label, location, ...(endLine === undefined ? {} : { endLine }), ...note };
}
