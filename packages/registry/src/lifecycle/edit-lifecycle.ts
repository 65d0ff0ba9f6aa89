import { displaySubject, fail, parseLifecycleSubject, type Approval, type Deprecation } from '@rowpact/model';
import { SECTIONS, type Section } from '../decode/lifecycle-rules.js';
import { entriesOf, valueAt, type DocumentPath } from '../document/document-path.js';
import { readYaml } from '../document/yaml-document.js';
import { editYaml } from '../edit/edit-yaml.js';
import { YamlEditError, type YamlEdit, type YamlValue } from '../edit/yaml-edit.js';
import { parseLifecycle, type RegisteredLifecycle } from './parse-lifecycle.js';

/** What `lifecycle.yaml` says of one announcement. */
export type Announcement = Omit<Deprecation, 'location' | 'source'>;

/** What names an announcement. */
export type Announced = Pick<Deprecation, 'kind' | 'subject'>;

/** The text with one announcement more. One that is there already is brought up to date; a tombstone under its name goes. */
export function addDeprecation(file: RegisteredLifecycle, entry: Announcement): string {
  return edited(file, [{ path: pathTo(file, entry), set: valueOf(entry) }]);
}

/** The text in which an announcement says what dropped it. What was announced in a comment only gets an entry. */
export function markDropped(
  file: RegisteredLifecycle,
  entry: Announcement,
  dropped: NonNullable<Deprecation['dropped']>,
): string {
  const path = pathTo(file, entry);
  const known = valueAt(readYaml(file.text, file.file).value, path) !== undefined;
  if (!known) return edited(file, [{ path, set: valueOf({ ...entry, dropped }) }]);
  return edited(file, [{ path: [...path, 'dropped'], set: droppedValue(dropped) }]);
}

/** The text without an announcement: the object stays. The same text where there is none. */
export function removeDeprecation(file: RegisteredLifecycle, entry: Announced): string {
  const path = pathTo(file, entry);
  if (valueAt(readYaml(file.text, file.file).value, path) === undefined) return file.text;
  const [section, key] = path;
  return edited(file, [{ path: [String(section)], drop: [String(key)] }]);
}

/** The text with one approval more; one of the same finding is replaced. */
export function addApproval(file: RegisteredLifecycle, approval: Omit<Approval, 'location'>): string {
  const { fingerprint, hazard, by, why, expires } = approval;
  const { approvals } = file.lifecycle;
  const at = approvals.findIndex((one) => one.fingerprint === fingerprint && one.hazard === hazard);
  const path = ['approvals', at < 0 ? approvals.length : at];
  return edited(file, [{ path, set: { fingerprint, hazard, by, why, expires } }]);
}

/** The text without the approvals of one finding; the same text where there are none. */
export function removeApproval(
  file: RegisteredLifecycle,
  { fingerprint, hazard }: Pick<Approval, 'fingerprint' | 'hazard'>,
): string {
  const { approvals } = file.lifecycle;
  const at = approvals.findIndex((one) => one.fingerprint === fingerprint && one.hazard === hazard);
  return at < 0 ? file.text : edited(file, [{ path: ['approvals', at], remove: true }]);
}

/** Where an entry stands under whatever spelling of its name, or where it would stand. */
function pathTo({ text, file }: RegisteredLifecycle, { kind, subject }: Announced): DocumentPath {
  const sections = Object.keys(SECTIONS) as readonly Section[]; // the keys of a constant
  const section = sections.find((one) => SECTIONS[one] === kind);
  if (section === undefined) throw new TypeError(`nothing is announced as a ${kind}`);
  const known = entriesOf(valueAt(readYaml(text, file).value, [section])).find(
    ([key]) => parseLifecycleSubject(kind, key) === subject,
  );
  return [section, known?.[0] ?? displaySubject(subject)];
}

function valueOf({ reason, replacement, since, removeAfter, cascade, users, dropped }: Announcement): YamlValue {
  return {
    reason,
    ...(replacement === null ? {} : { replacement }),
    ...(since === null ? {} : { since }),
    ...(removeAfter === null ? {} : { remove_after: removeAfter }),
    ...(cascade.length === 0 ? {} : { cascade: [...cascade] }),
    ...(users === null || Object.keys(users).length === 0 ? {} : { users: { ...users } }),
    ...(dropped === null ? {} : { dropped: droppedValue(dropped) }),
  };
}

function droppedValue({ migration, on }: NonNullable<Deprecation['dropped']>): YamlValue {
  return { migration, ...(on === null ? {} : { on }) };
}

/** What comes out is read again, so that nothing is ever written that cannot be read. */
function edited({ text, file, path, locate }: RegisteredLifecycle, edits: readonly YamlEdit[]): string {
  try {
    const after = editYaml(text.trim() === '' ? HEADER : text, edits);
    return parseLifecycle(after, file, path).text;
  } catch (error) {
    if (!(error instanceof YamlEditError)) throw error;
    return fail({
      code: 'lifecycle-invalid',
      message: `the document: cannot be edited as the file is written: ${error.message}`,
      hint: 'Write each part as a plain block, an entry per object, and run the command again.',
      location: locate([]),
    });
  }
}

const HEADER = `# yaml-language-server: $schema=../.schemas/lifecycle.schema.json
# What is on its way out of the producer's database, and which findings somebody answers for. An entry announces: consumers see
# it in their types. It is dropped once nobody uses it and its day has come; then \`dropped:\` is written and the entry stays.
version: 1
`;
