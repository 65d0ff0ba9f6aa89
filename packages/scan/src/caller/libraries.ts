import { EMPTY, type Library, LITERAL, NAME, RAW, type Role, SENDING_TAG, SENDS, TAG, VALUE } from './library.js';

const PG: Library = {
  caller: 'pg',
  packages: /^(?:pg|pg-native|pg-pool|pg-cursor|pg-query-stream)$/u,
  roles: [
    // `new Cursor(text)` and `new QueryStream(text)`, by whatever name they are imported; `new Pool()` is none of them.
    [/(?:^|\.)(?:query|querySync)$/u, SENDS],
    [/^(?:Query|Cursor|QueryStream)$/u, SENDS],
    [/(?:^|\.)escapeIdentifier$/u, NAME],
    [/(?:^|\.)escapeLiteral$/u, VALUE],
  ],
};

/** Packages whose default export is the constructor of a query. */
const PG_QUERIES: Library = {
  caller: 'pg',
  packages: /^(?:pg-cursor|pg-query-stream)$/u,
  roles: [[/^(?:default)?$/u, SENDS]],
};

const SERVERLESS: Library = {
  caller: 'pg',
  packages: /^(?:@neondatabase\/serverless|@vercel\/postgres|@electric-sql\/pglite(?:\/.*)?)$/u,
  roles: [
    [/(?:^|\.)(?:query|exec|queryArray)$/u, SENDS],
    [/^neon\.\(\)$|^NeonQueryFunction\.\(\)$|(?:^|\.)sql$/u, SENDING_TAG],
    [/\.unsafe$/u, RAW],
  ],
};

/** The tag of postgres and of Bun: `sql`, a transaction's, a reserved connection's. */
export const SQL_TAG =
  '(?:(?:default\\.)?\\(\\)|(?:Sql|TransactionSql|ReservedSql|ISql|SQL)\\.\\(\\)|sql)(?:\\.(?:begin|savepoint|transaction|beginDistributed)\\.=>0|\\.(?:reserve|connect)\\.\\(\\))*';

const POSTGRES: Library = {
  caller: 'postgres',
  packages: /^(?:postgres|bun)$/u,
  roles: [
    [new RegExp(`^${SQL_TAG}$`, 'u'), SENDING_TAG],
    [new RegExp(`^${SQL_TAG}\\.unsafe$`, 'u'), SENDS],
    [new RegExp(`^${SQL_TAG}\\.file$`, 'u'), { kind: 'sends file' }],
    [/\.(?:json|array|typed|types)(?:\..*)?$/u, VALUE],
  ],
  fragments: /(?:^|\.)(?:Fragment|PendingQuery|Helper|Query)\.\(\)$/u,
  arrays: 'fragments',
};

const KYSELY: Library = {
  caller: 'kysely',
  packages: /^kysely$/u,
  roles: [
    [/^sql$|^sql\.withPlugin\.\(\)$/u, TAG],
    [/^sql\.\(\)(?:\.\$castTo\.\(\)|\.withPlugin\.\(\))*\.(?:execute|compile)$/u, { kind: 'sends receiver' }],
    [/^CompiledQuery\.raw$/u, SENDS],
    [/^sql\.raw$/u, RAW],
    [/^sql\.(?:ref|table|id)$/u, NAME],
    [/^sql\.(?:lit|literal)$/u, LITERAL],
    [/^sql\.(?:val|value)$/u, VALUE],
    [/^sql\.join$/u, { kind: 'join', separator: ', ' }],
  ],
  fragments: /(?:^|\.)(?:RawBuilder|Expression|AliasedRawBuilder|SqlBool|OperationNode|AliasedExpression)\.\(\)$/u,
};

const KNEX: Library = {
  caller: 'knex',
  packages: /^knex$/u,
  roles: [[/(?:^|\.)raw$/u, { kind: 'sends', argument: 0, dialect: 'knex' }]],
};

const SLONIK: Library = {
  caller: 'slonik',
  packages: /^(?:slonik|@slonik\/.*)$/u,
  roles: [
    [/(?:^|\.)(?:any|anyFirst|many|manyFirst|maybeOne|maybeOneFirst|one|oneFirst|exists|query|stream)$/u, SENDS],
    [/^(?:sql|createSqlTag\.\(\))(?:\.(?:unsafe|fragment|type\.\(\)|typeAlias\.\(\)))?$/u, TAG],
    [/\.identifier$/u, NAME],
    [/\.join$/u, { kind: 'join', separator: ', ' }],
    [/\.array$/u, { kind: 'value', castArgument: 1, cast: '[]' }],
    [/\.unnest$/u, { kind: 'unnest' }],
    [/\.jsonb$/u, { kind: 'value', cast: 'jsonb' }],
    [/\.json$/u, { kind: 'value', cast: 'json' }],
    [/\.literalValue$/u, LITERAL],
    [/^(?:sql|createSqlTag\.\(\))\.(?:binary|uuid)$/u, VALUE],
    [/^(?:sql|createSqlTag\.\(\))\.date$/u, { kind: 'value', cast: 'date' }],
    [/^(?:sql|createSqlTag\.\(\))\.timestamp$/u, { kind: 'value', cast: 'timestamptz' }],
    [/^(?:sql|createSqlTag\.\(\))\.interval$/u, { kind: 'value', cast: 'interval' }],
  ],
  fragments:
    /(?:^|\.)(?:FragmentSqlToken|SqlFragment|FragmentToken|QuerySqlToken|SqlToken|SqlSqlToken|IdentifierSqlToken|ListSqlToken)\.\(\)$/u,
};

const FORMATTED: Role = { kind: 'sends', argument: 0, dialect: 'pg-promise' };

const PG_PROMISE: Library = {
  caller: 'pg-promise',
  packages: /^pg-promise$/u,
  roles: [
    [/\.as\.format$/u, { kind: 'raw', dialect: 'pg-promise' }],
    [/\.as\.name$/u, NAME],
    [/\.helpers\.insert$/u, { kind: 'insert' }],
    [/\.helpers\.update$/u, { kind: 'update' }],
    [/\.helpers\.concat$/u, { kind: 'join', separator: '; ' }],
    [/(?:^|\.)(?:PreparedStatement|ParameterizedQuery)$/u, RAW],
    [/\.func$/u, { kind: 'calls routine', verb: 'SELECT * FROM' }],
    [/\.proc$/u, { kind: 'calls routine', verb: 'CALL' }],
    [/\.(?:any|none|one|many|oneOrNone|manyOrNone|result|query|multi|multiResult|each|map)$/u, FORMATTED],
  ],
};

const DRIZZLE: Library = {
  caller: 'drizzle',
  packages:
    /^drizzle-orm(?:\/(?:node-postgres|postgres-js|neon-http|neon-serverless|vercel-postgres|pglite|xata-http|pg-core|bun-sql|aws-data-api\/pg|pg-proxy|sql|sql\/.*|prisma\/pg))?$/u,
  roles: [
    [/\.execute$/u, SENDS],
    [/^sql$/u, TAG],
    [/^sql\.raw$/u, RAW],
    [/^sql\.identifier$/u, NAME],
    [/^sql\.join$/u, { kind: 'join', separator: '' }],
    [/^sql\.empty$/u, EMPTY],
    [/^(?:sql\.)?(?:param|placeholder)$/u, VALUE],
  ],
  fragments:
    /(?:^|\.)(?:SQL|SQLWrapper|SQLChunk|Column|AnyColumn|AnyPgColumn|PgColumn|PgTable|AnyPgTable|Table|Name|Placeholder)\.\(\)$|^(?:eq|ne|gt|gte|lt|lte|and|or|not|isNull|isNotNull|inArray|notInArray|exists|between|like|ilike|asc|desc|count|sum|avg|min|max)\.\(\)$/u,
  arrays: 'in parentheses',
};

const PRISMA: Library = {
  caller: 'prisma',
  packages: /^(?:@prisma\/client|\.prisma\/client)(?:\/.*)?$/u,
  roles: [
    [/\.\$(?:queryRaw|executeRaw)$/u, SENDING_TAG],
    [/\.\$(?:queryRawUnsafe|executeRawUnsafe)$/u, SENDS],
    [/^(?:Prisma\.)?(?:sql|Sql)$/u, TAG],
    [/^(?:Prisma\.)?raw$/u, RAW],
    [/^(?:Prisma\.)?join$/u, { kind: 'join', separator: ', ' }],
    [/^(?:Prisma\.)?empty$/u, EMPTY],
  ],
  fragments: /(?:^|\.)Sql\.\(\)$/u,
};

const TYPEORM: Library = {
  caller: 'typeorm',
  packages: /^(?:typeorm|@nestjs\/typeorm)$/u,
  roles: [[/(?:^|\.)query$/u, SENDS]],
};

const SEQUELIZE: Library = {
  caller: 'sequelize',
  packages: /^(?:sequelize|sequelize-typescript|@sequelize\/.*)$/u,
  roles: [[/(?:^|\.)query$/u, { kind: 'sends', argument: 0, dialect: 'sequelize' }]],
};

const DATABASES: Library = {
  caller: '@databases/pg',
  packages: /^@databases\/(?:pg|sql)$/u,
  roles: [
    [/\.(?:query|queryStream|queryNodeStream)$/u, SENDS],
    [/^(?:sql|default|)$/u, TAG],
    [/(?:^|\.)ident$/u, NAME],
    [/(?:^|\.)join$/u, { kind: 'join', separator: '' }],
    [/(?:^|\.)value$/u, VALUE],
    [/(?:^|\.)__dangerous__rawValue$/u, RAW],
  ],
  fragments: /(?:^|\.)SQLQuery\.\(\)$/u,
};

/** Tags that make `{ text, values }` for `pg`. */
const TEMPLATES: Library = {
  caller: 'pg',
  packages: /^(?:sql-template-strings|sql-template-tag|@nearform\/sql|pg-template-tag|@sequelize\/sql)$/u,
  roles: [
    [/^(?:sql|SQL|default|)$/u, TAG],
    [/(?:^|\.)(?:raw|unsafe)$/u, RAW],
    [/(?:^|\.)quoteIdent$/u, NAME],
    [/(?:^|\.)(?:join|glue)$/u, { kind: 'join', separator: ',' }],
    [/(?:^|\.)empty$/u, EMPTY],
  ],
  fragments: /(?:^|\.)(?:SQLStatement|Sql|SqlStatement)\.\(\)$/u,
};

const FASTIFY: Library = {
  caller: 'pg',
  packages: /^(?:fastify|@fastify\/postgres)$/u,
  roles: [[/(?:^|\.)(?:pg|PostgresDb\.\(\))(?:\..*)?\.query$/u, SENDS]],
};

/** Every library whose calls are known; a package may be in two. */
export const LIBRARIES: readonly Library[] = [
  PG,
  PG_QUERIES,
  SERVERLESS,
  POSTGRES,
  KYSELY,
  KNEX,
  SLONIK,
  PG_PROMISE,
  DRIZZLE,
  PRISMA,
  TYPEORM,
  SEQUELIZE,
  DATABASES,
  TEMPLATES,
  FASTIFY,
];

/** Databases that are not PostgreSQL: what is sent through them is none of our business. */
export const OTHER_DATABASES =
  /^(?:mysql2?(?:\/.*)?|mariadb|sqlite3?|better-sqlite3|node:sqlite|bun:sqlite|sql\.js|mssql|tedious|oracledb|@planetscale\/.*|@libsql\/.*|duckdb|@duckdb\/.*|cassandra-driver|@clickhouse\/.*|snowflake-sdk|@google-cloud\/bigquery|expo-sqlite|wa-sqlite|@tidbcloud\/.*|alasql|@cloudflare\/.*|drizzle-orm\/(?:mysql2|better-sqlite3|libsql|d1|sqlite-proxy|planetscale-serverless|mysql-proxy|bun-sqlite|expo-sqlite)|@databases\/(?:mysql|sqlite.*)|graphql.*|@apollo\/.*|@tanstack\/.*|react-query|swr|urql)$/u;
