import { eachOption } from './choices.js';
import { DATABASE_MEMBERS, isDatabase } from './database-members.js';
import { typeOfMember } from './declared-types.js';
import { classMember, instanceMember } from './instances.js';
import { exportedValue } from './look-up.js';
import type { Machine } from './machine.js';
import { packageThing } from './packages.js';
import {
  Choice,
  ClassThing,
  FunctionThing,
  GlobalThing,
  Instance,
  isPlainObject,
  LibraryMethod,
  NamespaceThing,
  NativeMethod,
  openMember,
  PackageThing,
  TransactionThing,
} from './things.js';
import { NO_TRACE } from './trace.js';
import { createUnknown, factsOf, isUnknown, unknownAt, type Spot } from './unknown.js';

/** What `owner.name` answers. */
export function memberOf(owner: unknown, name: string, site: Spot, machine: Machine): unknown {
  if (isUnknown(owner)) return memberOfUnknown(owner, name, site, machine);
  if (owner instanceof Choice) {
    return eachOption(owner, (each) => memberOf(each, name, site, machine), site);
  }
  if (owner instanceof LibraryMethod) return libraryMember(owner.call, name, site, machine);
  if (machine.traces.has(owner)) return libraryMember(owner, name, site, machine);
  return memberOfThing(owner, name, site, machine);
}

function memberOfThing(owner: unknown, name: string, site: Spot, machine: Machine): unknown {
  if (owner instanceof NamespaceThing) return exportedValue(owner.module, name, site, machine);
  if (owner instanceof PackageThing) {
    return owner.name === '*'
      ? packageThing(owner.specifier, name, site, machine)
      : unknownAt(site, { package: owner.specifier });
  }
  if (owner instanceof Instance) return instanceMember(owner, name, site, machine);
  if (owner instanceof ClassThing) return classMember(owner, name, true, owner, site, machine) ?? unknownAt(site);
  if (owner instanceof TransactionThing) return new NativeMethod(owner, name);
  if (owner instanceof GlobalThing) return new GlobalThing(`${owner.path}.${name}`);
  if (owner instanceof FunctionThing) return new NativeMethod(owner, name);
  if (Array.isArray(owner)) return elementOf(owner, name);
  if (typeof owner === 'string') return name === 'length' ? owner.length : new NativeMethod(owner, name);
  if (isPlainObject(owner)) {
    if (Object.hasOwn(owner, name)) return owner[name];
    return openMember(owner) === null ? undefined : unknownAt(site, { from: 'a member of a spread that is not known' });
  }
  return owner === undefined || owner === null ? undefined : unknownAt(site);
}

function elementOf(owner: readonly unknown[], name: string): unknown {
  if (name === 'length') return owner.length;
  return /^\d+$/.test(name) ? owner[Number(name)] : new NativeMethod(owner, name);
}

function memberOfUnknown(owner: object, name: string, site: Spot, machine: Machine): unknown {
  const about = factsOf(owner);
  const type = about.type === null ? null : typeOfMember(about.type, name, machine);
  const declared = type === null ? null : machine.declared(type, site);
  if (declared !== null && !isUnknown(declared)) return declared;
  return createUnknown({
    ...about,
    node: site.node,
    module: site.module,
    from: about.from,
    text: factsOf(unknownAt(site)).text,
    type: declared === null ? null : factsOf(declared).type,
    options: declared === null ? null : factsOf(declared).options,
  });
}

function libraryMember(owner: object, name: string, site: Spot, machine: Machine): unknown {
  if (isDatabase(owner, machine) && !DATABASE_MEMBERS.includes(name)) {
    return new LibraryMethod(owner, name, () => undefined);
  }
  if (!(name in owner)) return new LibraryMethod(owner, name, () => undefined);
  const value = (owner as Readonly<Record<string, unknown>>)[name]; // Kysely's own object
  if (typeof value === 'function') return new LibraryMethod(owner, name, value as LibraryMethod['call']); // checked on this line
  if (typeof value !== 'object' || value === null) return unknownAt(site);
  if (!machine.traces.has(value)) machine.traces.set(value, { ...NO_TRACE, notes: machine.traces.of(owner).notes });
  return value;
}
