import {
  quoteIdentifier,
  quoteLiteral,
  type CompositeType,
  type DomainType,
  type EnumType,
  type RangeType,
  type TypeRef,
} from '@rowpact/model';
import { printedNames } from './printed-names.js';
import { plainStep, type Step } from './restore-step.js';

/** A type as a declaration names it: declared dimensions above one are not part of its printed form. */
export function typeSql(type: TypeRef): string {
  return type.display + '[]'.repeat(Math.max(0, type.dimensions - 1));
}

export function enumStep({ id, labels }: EnumType): Step {
  const sql = `CREATE TYPE ${id} AS ENUM (${labels.map(quoteLiteral).join(', ')})`;
  return { ...plainStep(sql, { of: id, text: `the enum ${id} is missing` }), makes: id };
}

export function compositeStep({ id, attributes }: CompositeType): Step {
  const list = attributes.map(({ name, type }) => `${quoteIdentifier(name)} ${typeSql(type)}`);
  const sql = `CREATE TYPE ${id} AS (${list.join(', ')})`;
  const needs = new Set<string>(attributes.map(({ type }) => type.id));
  return { ...plainStep(sql, { of: id, text: `the composite type ${id} is missing` }), makes: id, needs };
}

export function rangeStep({ id, subtype, multirange }: RangeType): Step {
  // Older servers have no multiranges: this one then makes up a name.
  const name = multirange === null ? '' : `, MULTIRANGE_TYPE_NAME = ${multirange}`;
  const sql = `CREATE TYPE ${id} AS RANGE (SUBTYPE = ${subtype.display}${name})`;
  const loss = { of: id, text: `the range type ${id} is missing` };
  return { ...plainStep(sql, loss), makes: id, needs: new Set<string>([subtype.id]) };
}

/**
 * A domain, or without default and checks where those call what needs the domain itself.
 * @param refusesNull - whether a type refuses NULL already.
 */
export function domainStep(domain: DomainType, refusesNull: (type: TypeRef) => boolean): Step {
  const { id, base, checks } = domain;
  const loss = { of: id, text: `the domain ${id} is missing` };
  const needs = new Set<string>([base.id]);
  const notNull = domain.notNull && !refusesNull(base) ? ' NOT NULL' : '';
  const create = `CREATE DOMAIN ${id} AS ${typeSql(base)}`;
  const inline = checks.filter((check) => !isNotValid(check.definition));
  const constraints = inline.map(({ name, definition }) => ` CONSTRAINT ${quoteIdentifier(name)} ${definition}`);
  const fallback = domain.default === null ? '' : ` DEFAULT ${domain.default}`;
  const added = checks.filter((check) => isNotValid(check.definition)).map((check) => addCheck(domain, check));
  const weaker: Step = {
    ...plainStep(create + notNull, loss),
    makes: id,
    needs,
    later: [...setDefault(domain), ...checks.map((check) => addCheck(domain, check))],
  };
  return {
    ...weaker,
    sql: create + fallback + notNull + constraints.join(''),
    later: added,
    weaker: { step: weaker, loss: null },
  };
}

function setDefault({ id, default: expression }: DomainType): readonly Step[] {
  if (expression === null) return [];
  const loss = { of: id, text: `the domain ${id} has no default` };
  return [plainStep(`ALTER DOMAIN ${id} SET DEFAULT ${expression}`, loss, new Set([id, ...printedNames(expression)]))];
}

/** Checked nowhere, since PostgreSQL refuses to look into arrays and composites; then marked as it was. */
function addCheck({ id }: DomainType, { name, definition }: DomainType['checks'][number]): Step {
  const add = `ALTER DOMAIN ${id} ADD CONSTRAINT ${quoteIdentifier(name)} ${definition}`;
  const validate = `UPDATE pg_catalog.pg_constraint SET convalidated = true
    WHERE contypid = ${quoteLiteral(id)}::regtype AND conname = ${quoteLiteral(name)}`;
  const sql = isNotValid(definition) ? add : `${add} NOT VALID; ${validate}`;
  const loss = { of: id, text: `the domain ${id} lacks its check ${quoteIdentifier(name)}` };
  return plainStep(sql, loss, new Set([id, ...printedNames(definition)]));
}

/** Whether a constraint, as PostgreSQL prints it, holds for new rows only; such a one can only be added afterwards. */
export function isNotValid(definition: string): boolean {
  return / NOT VALID$/.test(definition);
}
