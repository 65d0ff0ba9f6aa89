import { posix } from 'node:path';
import { type Evidence, type ImpactFinding, type Location, sha256, splitName } from '@rowpact/model';
import type { PlaceOfCall } from '../statements/places-of-calls.js';
import type { TypecheckDiagnostic } from './typecheck.js';

/** The consumer whose type-check it was. */
export interface ProofOwner {
  readonly producer: string;
  readonly consumer: string;
  /** The generated module from the registry's root on: it is where the trouble comes from. */
  readonly module: string;
  /** Its folder, from the registry's root on. */
  readonly source: string;
  /** Where it sends what: a compiler points at the call, PostgreSQL into the text. */
  readonly calls: readonly PlaceOfCall[];
}

export const TYPECHECK_RULE = 'typecheck-fails';

/**
 * Gives each finding about a consumer's code here what its type-check says, `unseen` where it says nothing; what no finding
 * explains becomes a finding of its own, behind the others. Findings about others and about deployed versions stay as they are.
 */
export function attachProof(
  findings: readonly ImpactFinding[],
  diagnostics: readonly TypecheckDiagnostic[],
  owner: ProofOwner,
): readonly ImpactFinding[] {
  const { producer, consumer } = owner;
  const own = findings.filter(
    (finding) => finding.consumer === consumer && finding.producer === producer && finding.deployed === null,
  );
  const explained = new Map(own.map((finding) => [finding, [] as TypecheckDiagnostic[]]));
  const others = diagnostics.filter((diagnostic) => {
    const causes = explanations(own, diagnostic, owner);
    for (const cause of causes) explained.get(cause)?.push(diagnostic);
    return causes.length === 0;
  });
  return [...findings.map((finding) => withProof(finding, explained.get(finding))), ...ownFindings(others, owner)];
}

function withProof(finding: ImpactFinding, seen: readonly TypecheckDiagnostic[] | undefined): ImpactFinding {
  if (seen === undefined) return finding;
  if (seen.length === 0) return { ...finding, typecheck: { kind: 'unseen' } };
  const diagnostics = seen.map(({ location, code, message }) => ({ location, code, message }));
  return { ...finding, typecheck: { kind: 'seen', diagnostics } };
}

/**
 * Which findings an error belongs to: those about the column that it names and the line that it is on; without such the line
 * alone, then the column alone, where what is done with rows is typed at all: a name in SQL is text to a compiler.
 */
function explanations(
  findings: readonly ImpactFinding[],
  diagnostic: TypecheckDiagnostic,
  owner: ProofOwner,
): readonly ImpactFinding[] {
  const texts = textsAt(diagnostic.location, owner);
  const here = findings.filter((finding) =>
    placesOf(finding).some(
      (place) => covers(place, diagnostic.location) || texts.some((text) => isWithin(place.location, text)),
    ),
  );
  const named = findings.filter((finding) => isNamed(finding, diagnostic));
  const both = here.filter((finding) => named.includes(finding));
  if (both.length > 0) return both;
  if (here.length > 0) return here;
  return named.filter((finding) => hasTypedRows(finding, owner));
}

const TYPED: ReadonlySet<Evidence['access']> = new Set(['wildcard', 'row read', 'row escapes', 'declared', 'typed']);

/** Where statements are typed, a column that one names is a property of its rows. */
function hasTypedRows({ evidence, location }: ImpactFinding, { source, calls }: ProofOwner): boolean {
  if (evidence.some(({ access }) => TYPED.has(access))) return true;
  return calls.some(({ text }) => isWithin(location, { ...text, file: posix.join(source, text.file) }));
}

interface Place {
  readonly location: Location;
  readonly endLine?: number;
}

function placesOf(finding: ImpactFinding): readonly Place[] {
  return [{ location: finding.location }, ...finding.evidence];
}

function covers({ location, endLine }: Place, at: Required<Location>): boolean {
  const { file, line } = location;
  return file === at.file && line !== undefined && line <= at.line && at.line <= (endLine ?? line);
}

/** The texts that are sent by the calls which begin on an error's line, from the registry's root on. */
function textsAt({ file, line }: Required<Location>, { source, calls }: ProofOwner): readonly PlaceOfCall['text'][] {
  return calls
    .filter(({ call }) => call.line === line && posix.join(source, call.file) === file)
    .map(({ text }) => ({ ...text, file: posix.join(source, text.file) }));
}

function isWithin({ file, line }: Location, text: PlaceOfCall['text']): boolean {
  return file === text.file && line !== undefined && text.line <= line && line <= text.endLine;
}

/** The last part of what was changed is a column's name, or that of a table or a label: it is what code says. */
function isNamed({ subject }: ImpactFinding, { message, path, word }: TypecheckDiagnostic): boolean {
  const name = subject === null ? undefined : splitName(subject)?.at(-1);
  if (name === undefined) return false;
  if (word === name || path.split(/[.?!]+/u).includes(name)) return true;
  return new RegExp(`['"]${escaped(name)}['"]`, 'u').test(message);
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/]/gu, '\\$&');
}

/** Errors that nobody's statement explains: a type that the module has no more, an exhaustive `switch`, a value that is too wide. */
function ownFindings(diagnostics: readonly TypecheckDiagnostic[], owner: ProofOwner): readonly ImpactFinding[] {
  const times = new Map<string, number>();
  return diagnostics.map((diagnostic) => {
    const { location, code, message } = diagnostic;
    const same = [location.file, String(code), message].join('\0');
    const time = (times.get(same) ?? 0) + 1;
    times.set(same, time);
    return ownFinding(diagnostic, owner, sha256(TYPECHECK_RULE, owner.producer, owner.consumer, same, String(time)));
  });
}

function ownFinding(
  { location, code, message }: TypecheckDiagnostic,
  { producer, consumer, module, calls }: ProofOwner,
  digest: string,
): ImpactFinding {
  const said = `${code === 0 ? '' : `TS${String(code)}: `}${message}`;
  return {
    kind: 'impact',
    rule: TYPECHECK_RULE,
    verdict: 'types only',
    level: 'error',
    producer,
    consumer,
    deployed: null,
    sentence: `${consumer} no longer type-checks at ${location.file}:${String(location.line)}: ${message}`,
    change: null,
    subject: null,
    location,
    migration: null,
    excerpt: null,
    why: `with ${module} ${calls.length > 0 ? 'and the module of its statements as they are' : 'as it is'} generated after the change, the compiler of ${consumer} says ${said}`,
    evidence: [],
    refusal: null,
    remedy: {
      summary: 'make the code right for the rows before and after the change, then merge the migration',
      steps: [
        { who: 'consumer', what: `change ${location.file} so that it compiles with both` },
        {
          who: 'consumer',
          what: 'generate the types anew once the migration is merged',
          command: 'npx rowpact generate',
        },
      ],
    },
    fingerprint: digest.slice(0, 16),
    typecheck: { kind: 'seen', diagnostics: [{ location, code, message }] },
    accepted: null,
  };
}
