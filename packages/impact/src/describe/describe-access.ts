import type { PolicyDetail, RoleDetail, SchemaChange, SequenceDetail } from '@rowpact/model';
import { type ChangeOf, says, type Description } from './description.js';
import { list, newName, say, expression } from './names.js';

/** Null for a change of anything but rights, policies, roles, settings, publications and sequences. */
export function describeAccess(change: SchemaChange): Description | null {
  switch (change.kind) {
    case 'privilege-revoked':
    case 'privilege-granted':
      return describePrivilege(change);
    case 'policy-added':
    case 'policy-dropped':
    case 'policy-changed':
      return describePolicy(change);
    case 'role-created':
      return says(`role ${say.identifier(change.role)}`, 'is new');
    case 'role-dropped':
      return says(`role ${say.identifier(change.role)}`, 'is dropped');
    case 'role-changed':
      return says(`role ${say.identifier(change.role)}`, roleWords(change.before, change.after));
    case 'setting-changed':
      return describeSetting(change);
    case 'publication-changed':
      return says(`publication ${say.identifier(change.publication)}`, publicationWords(change.what));
    default:
      return describeSequence(change);
  }
}

function describePrivilege({
  kind,
  on,
  object,
  grantee,
  privilege,
  columns,
}: ChangeOf<'privilege-revoked' | 'privilege-granted'>): Description {
  const name =
    on === 'schema' ? `schema ${say.identifier(object)}` : on === 'relation' ? shown(object) : `${on} ${shown(object)}`;
  const who = grantee === 'PUBLIC' ? 'everybody' : say.identifier(grantee);
  const what = columns === null ? privilege : `${privilege} (${columns.map(say.identifier).join(', ')})`;
  const lost = grantee === 'PUBLIC' ? 'not everybody has' : `${who} loses`;
  return {
    subject: name,
    sentence: `${kind === 'privilege-granted' ? `${who} gets` : lost} ${what} on ${name}${kind === 'privilege-revoked' && grantee === 'PUBLIC' ? ' any more' : ''}`,
  };
}

/** Ids and signatures are shortened alike. */
function shown(object: string): string {
  return say.signature(object);
}

function describePolicy(change: ChangeOf<'policy-added' | 'policy-dropped' | 'policy-changed'>): Description {
  const one = change.kind === 'policy-dropped' ? change.before : change.after;
  const subject = say.member('policy', one.name, change.relation);
  if (change.kind === 'policy-dropped') return says(subject, 'is dropped');
  if (change.kind === 'policy-changed') return says(subject, `becomes: ${policyWords(one)}`);
  return {
    subject,
    sentence: `${say.relation(change.relation)} gains the policy ${say.identifier(one.name)}: ${policyWords(one)}`,
  };
}

function policyWords({ command, permissive, roles, using, check }: PolicyDetail): string {
  const who = roles.includes('PUBLIC') ? 'everybody' : list(roles.map(say.identifier));
  const verb = permissive ? 'may' : 'may only';
  const sees = using === null ? '' : ` rows where ${expression(using)}`;
  const writes =
    check === null
      ? ''
      : `${using === null ? ' rows' : ','} that ${using === null ? 'satisfy' : 'must satisfy'} ${expression(check)}`;
  return `${who} ${verb} ${command === 'all' ? 'read and write' : command}${sees}${writes}`;
}

function roleWords(before: RoleDetail, after: RoleDetail): string {
  const joined = after.memberOf.filter((role) => !before.memberOf.includes(role));
  const left = before.memberOf.filter((role) => !after.memberOf.includes(role));
  const words = [
    ...(before.login === after.login ? [] : [after.login ? 'can log in' : 'can no longer log in']),
    ...(before.superuser === after.superuser ? [] : [after.superuser ? 'is a superuser' : 'is no superuser any more']),
    ...(before.bypassRowSecurity === after.bypassRowSecurity
      ? []
      : [after.bypassRowSecurity ? 'passes row security by' : 'no longer passes row security by']),
    ...(before.connectionLimit === after.connectionLimit ? [] : [limitWords(after.connectionLimit)]),
    ...(joined.length === 0 ? [] : [`is a member of ${list(joined.map(say.identifier))}`]),
    ...(left.length === 0 ? [] : [`is no longer a member of ${list(left.map(say.identifier))}`]),
  ];
  return words.length === 0 ? 'changes' : list(words);
}

function limitWords(limit: number): string {
  return limit < 0 ? 'has no limit of connections' : `may have ${limit} ${limit === 1 ? 'connection' : 'connections'}`;
}

function describeSetting({ role, setting, before, after }: ChangeOf<'setting-changed'>): Description {
  const subject = role === null ? 'the database' : `role ${say.identifier(role)}`;
  if (after === null) return says(subject, `no longer sets ${setting} (was ${before ?? ''})`);
  return says(subject, `sets ${setting} to ${after}${before === null ? '' : ` (was ${before})`}`);
}

function publicationWords(what: string): string {
  return what === 'created' ? 'is new' : what === 'dropped' ? 'is dropped' : `changes: ${what}`;
}

function describeSequence(change: SchemaChange): Description | null {
  switch (change.kind) {
    case 'sequence-created':
      return says(sequence(change.after), 'is new');
    case 'sequence-dropped':
      return says(sequence(change.before), 'is dropped');
    case 'sequence-renamed':
      return says(sequence(change.before), `is renamed to ${newName(change.before.id, change.to)}`);
    case 'sequence-changed':
      return says(sequence(change.before), sequenceWords(change));
    default:
      return null;
  }
}

function sequence({ id }: SequenceDetail): string {
  return `sequence ${say.relation(id)}`;
}

function sequenceWords({ before, after, restarted, exhausted }: ChangeOf<'sequence-changed'>): string {
  const differs = (what: 'type' | 'increment' | 'minimum' | 'maximum' | 'start' | 'cache'): readonly string[] =>
    before[what] === after[what] ? [] : [`has the ${what} ${after[what]} (was ${before[what]})`];
  const words = [
    ...(restarted ? [`goes back to ${after.next ?? after.start} (was at ${before.next ?? 'its end'})`] : []),
    ...(exhausted ? ['can give out no more values'] : []),
    ...(['type', 'increment', 'minimum', 'maximum', 'start', 'cache'] as const).flatMap(differs),
    ...(before.cycle === after.cycle ? [] : [after.cycle ? 'begins again at its end' : 'ends at its end']),
    ...ownerWords(before, after),
  ];
  return words.length === 0 ? 'changes' : list(words);
}

function ownerWords({ ownedBy: before }: SequenceDetail, { ownedBy: after }: SequenceDetail): readonly string[] {
  if (after === null)
    return before === null ? [] : [`no longer belongs to ${say.column(before.relation, before.column)}`];
  if (before?.relation === after.relation && before.column === after.column) return [];
  return [`belongs to ${say.column(after.relation, after.column)}`];
}
