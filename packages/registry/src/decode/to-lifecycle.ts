import {
  byCodeUnit,
  parseLifecycleSubject,
  type Approval,
  type Deprecation,
  type LifecycleFile,
  type Location,
} from '@rowpact/model';
import type { DocumentPath } from '../document/document-path.js';
import type { AnnouncementDocument, LifecycleDocument } from '../schema/lifecycle-schema.js';
import { SECTIONS, type Section } from './lifecycle-rules.js';

/** A checked `lifecycle.yaml` as the model has it: announcements sorted by name, approvals in the order of the file. */
export function toLifecycle(document: LifecycleDocument, locate: (path: DocumentPath) => Location): LifecycleFile {
  const sections = Object.keys(SECTIONS) as readonly Section[]; // the keys of a constant
  const deprecations = sections.flatMap((section) =>
    [...(document[section] ?? [])].map(([key, entry]) => toDeprecation(section, key, entry, locate([section, key]))),
  );
  return {
    deprecations: deprecations.sort(
      (left, right) => byCodeUnit(left.subject, right.subject) || byCodeUnit(left.kind, right.kind),
    ),
    approvals: (document.approvals ?? []).map((approval, index): Approval => ({
      ...approval,
      location: locate(['approvals', index]),
    })),
  };
}

function toDeprecation(section: Section, key: string, entry: AnnouncementDocument, location: Location): Deprecation {
  const kind = SECTIONS[section];
  const subject = parseLifecycleSubject(kind, key);
  if (subject === null) throw new TypeError(`a name that is none passed the rules: ${key}`);
  const { reason, replacement, since, remove_after: removeAfter, cascade, users, dropped } = entry;
  return {
    kind,
    subject,
    reason,
    replacement: replacement === undefined || replacement === 'none' ? null : replacement,
    since: since ?? null,
    removeAfter: removeAfter ?? null,
    cascade: cascade ?? [],
    dropped: dropped ? { migration: dropped.migration, on: dropped.on ?? null } : null,
    users: users ? Object.fromEntries([...users].sort(([left], [right]) => byCodeUnit(left, right))) : null,
    location,
    source: 'registry',
  };
}
