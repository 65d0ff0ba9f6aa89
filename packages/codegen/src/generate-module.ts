import { byCodeUnit, type Contract, type Deprecation, type Snapshot } from '@rowpact/model';
import { announcementsOf } from './announcements.js';
import { refuseNameClashes } from './claimed-names.js';
import { contractedRelations } from './contracted-relations.js';
import { enumDeclarations } from './enum-declarations.js';
import { valueNeeded } from './exposed-columns.js';
import type { GeneratedModule, MissingReference } from './generated-module.js';
import { helperDeclarations } from './helper-declarations.js';
import { importSection } from './import-section.js';
import { ExportStatementNode } from './kysely-codegen.js';
import { kyselyDatabase } from './kysely-database.js';
import { moduleHeader } from './module-header.js';
import { missingOverrideTargets } from './override-targets.js';
import { declaration, relationInterfaces, type DocumentedInterface } from './relation-interfaces.js';
import { settingsOf } from './settings-of.js';
import { RowSerializer } from './row-serializer.js';
import { TypeMapper } from './type-mapper.js';
import { readOverrides } from './type-overrides.js';
import { ZodModule } from './zod/zod-module.js';

/**
 * Writes one consumer's module from the schema, and the schemas of zod beside it where the contract asks for them. What the contract names and the schema lacks is left out and answered in
 * `missing`. Failures: `override-invalid` for overrides that are no types, `name-clash` where two names would be one.
 * The first override costs some 0.3 s: its text is read by TypeScript's own parser, which nothing else here loads.
 * @param contract one that takes generated types (`generate` set).
 * @param deprecations what is announced to go, from the registry and from comments: its types say so
 */
export function generateModule(
  contract: Contract,
  snapshot: Snapshot,
  deprecations: readonly Deprecation[] = [],
): GeneratedModule {
  const settings = settingsOf(contract);
  const overrides = readOverrides(contract.consumer, settings);
  const needsValue = valueNeeded(snapshot.domains);
  const { relations, missing } = contractedRelations(contract, settings, snapshot, needsValue);
  const mapper = new TypeMapper(snapshot, settings, overrides);
  const serializer = new RowSerializer();
  const announcements = announcementsOf(deprecations, snapshot);
  // Printed one by one: the nodes of a thousand tables at once cost more to keep than to make.
  const schemas = settings.zod ? new ZodModule(settings, serializer) : null;
  const declared = relations.flatMap((named) => {
    const { rows, table } = relationInterfaces(named, mapper, needsValue, settings.kysely, announcements);
    for (const row of rows) schemas?.add(row);
    return [...rows, ...(table ? [table] : [])].map((part) => printed(declaration(part), serializer));
  });
  if (settings.kysely) declared.push(printed(kyselyDatabase(relations, announcements), serializer));

  const enums = snapshot.enums.filter(({ id }) => mapper.enums.has(id));
  refuseNameClashes({
    consumer: contract.consumer,
    relations,
    enums: enums.map(({ id }) => id),
    imports: [...serializer.imports.values()],
    kysely: settings.kysely,
    zod: settings.zod,
  });
  const labels = enums.map((type) => enumDeclarations(type, serializer, announcements));
  const helpers = helperDeclarations(settings.driver, serializer);
  const sections = [
    moduleHeader(contract),
    importSection(serializer, settings.kysely),
    ...labels,
    ...helpers,
    ...declared,
  ];
  return {
    text: sections.filter((section) => section !== '').join('\n'),
    zod: schemas?.text(contract, enums, announcements) ?? null,
    missing: sorted([...missing, ...missingOverrideTargets(overrides, snapshot)]),
  };
}

function printed({ doc, node }: DocumentedInterface, serializer: RowSerializer): string {
  return `${doc}${serializer.serializeExportStatement(new ExportStatementNode(node))}\n`;
}

function sorted(missing: readonly MissingReference[]): readonly MissingReference[] {
  const place = (reference: MissingReference): string => {
    if (reference.kind === 'override') return `2 ${reference.target}`;
    return `1 ${reference.relation} ${reference.kind === 'column' ? reference.column : ''}`;
  };
  return [...missing].sort((left, right) => byCodeUnit(place(left), place(right)));
}
