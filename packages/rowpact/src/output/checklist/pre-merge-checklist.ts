import type { CheckReport, ImpactFinding, Report } from '@rowpact/model';
import { locationText } from '../failure-text.js';
import { count } from '../count.js';

/** One box of the list that is gone through before a migration merges. */
export interface ChecklistItem {
  /** Stays the same in every release: `consumers-looked-at`. */
  readonly id: string;
  readonly claim: string;
  /** Done only by evidence: what nobody could look at is open. */
  readonly state: 'done' | 'open' | 'not needed';
  /** What ticks the box, or keeps it open. */
  readonly evidence: string;
}

/** The list for one producer, each box with its evidence. Accepting a finding does not tick a box: somebody answers for it being open. */
export function preMergeChecklist(
  check: CheckReport,
  report: Pick<Report, 'findings' | 'failures'>,
): readonly ChecklistItem[] {
  const about = report.findings.filter((finding) => finding.kind === 'impact' && finding.producer === check.producer);
  const impacts = about.filter((finding) => finding.kind === 'impact');
  return [
    everyConsumer(check),
    nobodyUses(check, impacts),
    ...twoPhases(check, impacts),
    alone(check),
    upToDate(check, report),
    nothingUnknown(check, impacts, report),
  ];
}

const NOTHING_GOES = 'nothing is dropped';

function everyConsumer({ consumers }: CheckReport): ChecklistItem {
  const box = { id: 'consumers-looked-at', claim: 'Every registered consumer was looked at' };
  const missing = consumers.filter(({ statements }) => statements === null).map(({ name }) => name);
  if (missing.length > 0) return { ...box, state: 'open', evidence: `never scanned: ${some(missing)}` };
  const names = consumers.map(({ name, statements }) => `${name} (${count(statements ?? 0, 'statement')})`);
  return { ...box, state: 'done', evidence: names.length === 0 ? 'none is registered' : some(names) };
}

function nobodyUses(check: CheckReport, impacts: readonly ImpactFinding[]): ChecklistItem {
  const box = { id: 'nobody-uses-what-goes', claim: 'No consumer uses what is dropped' };
  if (check.removals.length === 0) return { ...box, state: 'not needed', evidence: NOTHING_GOES };
  const uses = impacts.filter((one) => isAboutRemoval(one, check) && one.consumer !== null && one.deployed === null);
  const known = uses.filter(({ verdict }) => verdict !== 'unknown');
  if (known.length > 0) return { ...box, state: 'open', evidence: some(usersOf(known)) };
  const doubts = unseenIn(check, impacts);
  if (doubts.length > 0) return { ...box, state: 'open', evidence: `nobody knows: ${some(doubts)}` };
  return { ...box, state: 'done', evidence: some(check.removals.map(({ subject }) => `${subject} is used by nobody`)) };
}

function isAboutRemoval({ change, subject, verdict }: ImpactFinding, { removals }: CheckReport): boolean {
  return verdict !== 'safe' && removals.some((one) => one.change === change || one.subject === subject);
}

/** Each consumer once, with the first of its places. */
function usersOf(uses: readonly ImpactFinding[]): readonly string[] {
  const names = [...new Set(uses.map(({ consumer, producer }) => consumer ?? producer))];
  return names.flatMap((name) => {
    const own = uses.filter(({ consumer, producer }) => (consumer ?? producer) === name);
    const [first] = own;
    if (first === undefined) return [];
    const more = own.length > 1 ? ` and ${count(own.length - 1, 'more place')}` : '';
    const accepted = own.every((one) => one.accepted !== null) ? ` (accepted by ${first.accepted?.by ?? ''})` : '';
    return [`${name} at ${locationText(first.location)}${more}${accepted}`];
  });
}

/** The two phases of a drop: said, waited for, and out of everything that runs. */
function twoPhases(check: CheckReport, impacts: readonly ImpactFinding[]): readonly ChecklistItem[] {
  const { removals } = check;
  const announced = { id: 'announced', claim: 'What is dropped was announced before' };
  const due = { id: 'date-reached', claim: 'Its date has come' };
  const boxes = [announced, due, DEPLOYED];
  if (removals.length === 0)
    return boxes.map((box) => ({ ...box, state: 'not needed' as const, evidence: NOTHING_GOES }));
  const silent = removals.filter((one) => one.announced === null);
  const owed = silent.filter((one) => one.mustBeAnnounced).map(({ subject }) => `${subject} was not`);
  const told = removals.filter((one) => one.announced !== null);
  const early = told.filter((one) => one.due !== true);
  return [
    owed.length > 0
      ? { ...announced, state: 'open', evidence: some(owed) }
      : told.length === 0
        ? { ...announced, state: 'not needed', evidence: 'the policy asks for no announcement of what nobody uses' }
        : { ...announced, state: 'done', evidence: some(told.map(announcement)) },
    early.length > 0
      ? { ...due, state: 'open', evidence: some(early.map(({ subject, removeAfter }) => dateOf(subject, removeAfter))) }
      : owed.length > 0
        ? { ...due, state: 'open', evidence: 'without an announcement there is none' }
        : told.length === 0
          ? { ...due, state: 'not needed', evidence: 'none was named' }
          : {
              ...due,
              state: 'done',
              evidence: some(told.map(({ subject, removeAfter }) => `${subject}: ${removeAfter ?? ''}`)),
            },
    deployed(check, impacts),
  ];
}

const DEPLOYED = { id: 'deployed-versions-clean', claim: 'No version that runs, or may run again, uses it' };

function announcement({ subject, announced }: CheckReport['removals'][number]): string {
  return announced === null ? subject : `${subject} in ${locationText(announced)}`;
}

function dateOf(subject: string, removeAfter: string | null): string {
  return removeAfter === null ? `${subject} has none` : `${subject} may go after ${removeAfter}`;
}

function deployed(check: CheckReport, impacts: readonly ImpactFinding[]): ChecklistItem {
  const versions = check.consumers.flatMap(({ name, deployed: ones }) => ones.map((one) => ({ name, ...one })));
  const uses = impacts.filter((one) => one.deployed !== null && isAboutRemoval(one, check));
  const held = impacts.filter(({ rule }) => rule === 'drop-held-back');
  if (uses.length + held.length > 0)
    return { ...DEPLOYED, state: 'open', evidence: some([...uses, ...held].map(({ sentence }) => sentence)) };
  const unseen = versions.filter(({ statements }) => statements === null);
  if (unseen.length > 0)
    return { ...DEPLOYED, state: 'open', evidence: `nobody knows: ${some(unseen.map(versionText))}` };
  if (versions.length === 0)
    return { ...DEPLOYED, state: 'open', evidence: 'nobody recorded what runs: `rowpact deployed` does' };
  return { ...DEPLOYED, state: 'done', evidence: some(versions.map(versionText)) };
}

function versionText({
  name,
  sha,
  environment,
}: {
  readonly name: string;
  readonly sha: string;
  readonly environment: string;
}): string {
  return `${name} ${sha.slice(0, 8)} in ${environment}`;
}

function alone({ removals }: CheckReport): ChecklistItem {
  const box = { id: 'drop-alone', claim: 'A drop is alone in its migration' };
  if (removals.length === 0) return { ...box, state: 'not needed', evidence: NOTHING_GOES };
  const mixed = removals.filter((one) => !one.alone).map(({ subject }) => subject);
  if (mixed.length > 0) return { ...box, state: 'open', evidence: `not alone: ${some(mixed)}` };
  return { ...box, state: 'done', evidence: some(removals.map(({ subject }) => subject)) };
}

function upToDate({ stale }: CheckReport, { findings }: Pick<Report, 'findings'>): ChecklistItem {
  const box = { id: 'up-to-date', claim: 'Generated types and registry are up to date' };
  const found = findings.flatMap((finding) => (finding.kind === 'stale-file' ? [finding.file] : []));
  const files = [...new Set([...(stale ?? []), ...found])];
  if (files.length > 0) return { ...box, state: 'open', evidence: some(files) };
  if (stale === null)
    return {
      ...box,
      state: 'open',
      evidence: 'not compared here: `rowpact generate --check` and `rowpact scan --check` do',
    };
  return { ...box, state: 'done', evidence: 'every file is as rowpact would write it' };
}

function nothingUnknown(
  check: CheckReport,
  impacts: readonly ImpactFinding[],
  { failures }: Pick<Report, 'failures'>,
): ChecklistItem {
  const box = { id: 'nothing-unknown', claim: 'Nothing is left that nobody could look at' };
  const doubts = [...failures.map(({ message }) => message), ...unseenIn(check, impacts)];
  if (doubts.length > 0) return { ...box, state: 'open', evidence: some(doubts) };
  return { ...box, state: 'done', evidence: `${count(check.changes.length, 'change')} judged` };
}

/** Findings that say so, and consumers of whom the report knows less than all without a finding that says it. */
function unseenIn({ consumers }: CheckReport, impacts: readonly ImpactFinding[]): readonly string[] {
  const unknown = impacts.filter(({ verdict }) => verdict === 'unknown');
  const named = new Set(unknown.map(({ consumer }) => consumer));
  const others = consumers.filter(({ name }) => !named.has(name));
  return [
    ...unknown.map(({ sentence }) => sentence),
    ...others.filter(({ statements }) => statements === null).map(({ name }) => `${name} was never scanned`),
    ...others
      .filter(({ blind }) => blind > 0)
      .map(({ name, blind }) => `${count(blind, 'place')} of ${name} could not be read`),
    ...others.flatMap(({ name, deployed: ones }) =>
      ones
        .filter(({ statements }) => statements === null)
        .map((one) => `${versionText({ name, ...one })} has no record`),
    ),
  ];
}

const SHOWN = 5;

function some(texts: readonly string[]): string {
  const distinct = [...new Set(texts)];
  const more = distinct.length > SHOWN ? ` and ${distinct.length - SHOWN} more` : '';
  return `${distinct.slice(0, SHOWN).join('; ')}${more}`;
}
