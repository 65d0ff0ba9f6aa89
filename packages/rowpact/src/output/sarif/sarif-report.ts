import { exitCode, type Failure, type Location, type Report } from '@rowpact/model';
import { type Problem, problemsOf } from '../problem.js';
import { pageOf, type Tool } from '../tool.js';

const SCHEMA = 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json';

/** SARIF 2.1.0. Findings are results; what the command could not do is told of its invocation, since it is no result. */
export function sarifReport(report: Report, tool: Tool): string {
  const problems = problemsOf(report).filter(({ level }) => level !== 'failure');
  const rules = rulesOf(problems, tool);
  const ids = rules.map(({ id }) => id);
  // Its shape is held by the official schema, in the tests.
  const log = {
    $schema: SCHEMA,
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'rowpact',
            semanticVersion: tool.version,
            ...(tool.homepage === null ? {} : { informationUri: tool.homepage }),
            rules,
          },
        },
        invocations: [
          {
            executionSuccessful: report.failures.length === 0,
            exitCode: exitCode(report),
            toolExecutionNotifications: report.failures.map(notification),
          },
        ],
        columnKind: 'utf16CodeUnits',
        results: problems.map((problem) => result(problem, ids.indexOf(problem.rule))),
      },
    ],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
}

/** In the order in which they are first needed. */
function rulesOf(problems: readonly Problem[], tool: Tool) {
  const first = new Map<string, Problem>();
  for (const problem of problems) if (!first.has(problem.rule)) first.set(problem.rule, problem);
  return [...first].map(([id, { more }]) => {
    const page = pageOf(id, false, tool);
    return {
      id,
      name: id.replace(/(?:^|-)(\w)/gu, (_all, letter: string) => letter.toUpperCase()),
      shortDescription: { text: id.replaceAll('-', ' ') },
      help: { text: more.at(-1) ?? id.replaceAll('-', ' ') },
      ...(page === null ? {} : { helpUri: page }),
    };
  });
}

const LEVELS = { failure: 'error', error: 'error', warning: 'warning', note: 'note' } as const;

function result(problem: Problem, ruleIndex: number) {
  const { rule, level, sentence, more, location, endLine, related, fingerprint, accepted, impact } = problem;
  return {
    ruleId: rule,
    ruleIndex,
    level: LEVELS[level],
    message: { text: [sentence, ...more].join('\n') },
    locations: location === null ? [] : [place(location, endLine, impact?.excerpt?.text ?? null)],
    ...(related.length === 0 ? {} : { relatedLocations: related.map((one, id) => relatedPlace(one, id)) }),
    // GitHub knows an alert again by the second one.
    partialFingerprints: { 'rowpact/v1': fingerprint, primaryLocationLineHash: `${fingerprint}:1` },
    ...(accepted === null ? {} : { suppressions: [{ kind: 'external', status: 'accepted', justification: accepted }] }),
    ...(impact === null
      ? {}
      : {
          properties: {
            verdict: impact.verdict,
            producer: impact.producer,
            consumer: impact.consumer,
            change: impact.change,
          },
        }),
  };
}

function relatedPlace({ label, location }: Problem['related'][number], id: number) {
  return { id, ...place(location, null, null), ...(label === '' ? {} : { message: { text: label } }) };
}

function place({ file, line, column }: Location, endLine: number | null, snippet: string | null) {
  const artifactLocation = { uri: uriOf(file), uriBaseId: '%SRCROOT%' };
  if (line === undefined) return { physicalLocation: { artifactLocation } };
  const region = {
    startLine: line,
    ...(column === undefined ? {} : { startColumn: column }),
    ...(endLine === null ? {} : { endLine }),
    ...(snippet === null ? {} : { snippet: { text: snippet } }),
  };
  return { physicalLocation: { artifactLocation, region } };
}

/** A path as a relative URI; halves of pairs, which no URI can hold, go through a buffer. */
function uriOf(file: string): string {
  return Buffer.from(file).toString().split('/').map(encodeURIComponent).join('/');
}

function notification({ code, message, hint, location }: Failure) {
  return {
    descriptor: { id: code },
    level: 'error',
    message: { text: `${message}\n${hint}` },
    ...(location === undefined ? {} : { locations: [place(location, null, null)] }),
  };
}
