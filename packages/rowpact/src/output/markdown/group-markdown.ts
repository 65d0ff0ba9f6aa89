import type { ImpactFinding, Remedy } from '@rowpact/model';
import { excerptLines } from '../check/excerpt-text.js';
import type { FindingGroup, FindingPart } from '../check/finding-groups.js';
import { furtherPlaces, placesByFile } from '../check/places.js';
import { locationText } from '../failure-text.js';
import { code, cut, escaped, fenced } from './escape.js';

const SHOWN_PARTS = 10;
const SHOWN_PLACES = 5;
const SHOWN_STATEMENTS = 3;
const WIDTH = 100;

/** One change and what it does: who and where in the open, statements and the safe way folded. */
export function groupMarkdown({ change, verdict, made, parts, remedies }: FindingGroup): string {
  const title = change === null ? verdict : `${verdict}: ${escaped(cut(change))}`;
  const shown = parts.slice(0, SHOWN_PARTS);
  const more = parts.length > shown.length ? `- and ${parts.length - shown.length} more\n` : '';
  const places = made.slice(0, SHOWN_PLACES).map((place) => code(cut(locationText(place))));
  const where = places.length === 0 ? '' : `${places.join(', ')}\n\n`;
  const details = [
    ...shown.flatMap(({ findings }) => findings.slice(0, SHOWN_STATEMENTS).flatMap(statement)),
    ...remedies.slice(0, 2).map(remedyMarkdown),
  ];
  const inside = details.map((text) => `${text}\n`).join('\n');
  return `#### ${title}\n\n${where}${shown.map(partLine).join('')}${more}\n<details><summary>The statements, and the safe way</summary>\n\n${inside}\n</details>\n`;
}

function partLine({ sentence, rule, findings }: FindingPart): string {
  const places = placesByFile(findings.flatMap((finding) => [finding.location, ...furtherPlaces(finding, 'wildcard')]));
  const shown = places.slice(0, SHOWN_PLACES).map((place) => `  - ${code(cut(place))}\n`);
  const more = places.length > SHOWN_PLACES ? `  - and ${places.length - SHOWN_PLACES} more files\n` : '';
  return `- ${escaped(cut(sentence))} (${code(rule)})\n${shown.join('')}${more}`;
}

const plain = (_colour: string, text: string): string => text;

function statement({ excerpt, location, refusal, fingerprint }: ImpactFinding): readonly string[] {
  const place = `${code(cut(locationText(location)))}, fingerprint ${code(fingerprint)}`;
  if (excerpt === null && refusal === null) return [place];
  const lines = excerpt === null ? [] : excerptLines(excerpt, WIDTH, plain);
  const said = refusal === null ? [] : [`PostgreSQL says: ${cut(refusal.message)} (SQLSTATE ${refusal.sqlstate})`];
  return [`${place}\n\n${fenced([...lines.map((line) => line.replace(/^\| /u, '')), ...said].join('\n'))}`];
}

function remedyMarkdown({ summary, steps }: Remedy): string {
  const lines = steps.slice(0, 20).map(({ who, what, sql, command }, index) => {
    const copied =
      sql === undefined
        ? command === undefined
          ? null
          : fenced(cut(command, 1000), 'sh')
        : fenced(cut(sql, 1000), 'sql');
    const block =
      copied === null
        ? ''
        : `\n\n${copied
            .split('\n')
            .map((line) => `   ${line}`)
            .join('\n')}\n`;
    return `${index + 1}. ${who}: ${escaped(cut(what))}${block}`;
  });
  return `**The safe way**: ${escaped(cut(summary))}\n\n${lines.join('\n')}`;
}
