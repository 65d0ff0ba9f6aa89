/** What is known about an extension that the embedded engine lacks: a stub to start from, and what a stub cannot say. */
export interface KnownExtension {
  readonly types: readonly string[];
  readonly functions: readonly string[];
  /** Objects other than types and functions, created with every stub of this name. */
  readonly script?: string;
}

const NOTHING: KnownExtension = { types: [], functions: [] };

/** A language whose functions can be created and not called. */
function language(name: string): KnownExtension {
  return { ...NOTHING, script: `CREATE LANGUAGE ${name} HANDLER pg_catalog.plpgsql_call_handler;` };
}

function wrapper(name: string): KnownExtension {
  return { ...NOTHING, script: `CREATE FOREIGN DATA WRAPPER ${name};` };
}

/** The part of PostGIS that migrations call: in generated columns, defaults, checks, indexes, views and backfills. */
const POSTGIS: KnownExtension = {
  types: ['geometry', 'geography', 'box2d', 'box3d'],
  functions: [
    'st_area(geometry) returns double precision',
    'st_area(geography, use_spheroid boolean default true) returns double precision',
    'st_asgeojson(geometry, maxdecimaldigits integer default 9, options integer default 8) returns text',
    'st_asgeojson(geography, maxdecimaldigits integer default 9, options integer default 0) returns text',
    'st_asewkt(geometry) returns text',
    'st_astext(geometry) returns text',
    'st_astext(geography) returns text',
    'st_buffer(geometry, double precision) returns geometry',
    'st_buffer(geography, double precision) returns geography',
    'st_centroid(geometry) returns geometry',
    'st_contains(geometry, geometry) returns boolean',
    'st_covers(geometry, geometry) returns boolean',
    'st_covers(geography, geography) returns boolean',
    'st_distance(geometry, geometry) returns double precision',
    'st_distance(geography, geography, use_spheroid boolean default true) returns double precision',
    'st_dwithin(geometry, geometry, double precision) returns boolean',
    'st_dwithin(geography, geography, double precision, use_spheroid boolean default true) returns boolean',
    'st_envelope(geometry) returns geometry',
    'st_geogfromtext(text) returns geography',
    'st_geographyfromtext(text) returns geography',
    'st_geometrytype(geometry) returns text',
    'st_geomfromgeojson(text) returns geometry',
    'st_geomfromtext(text) returns geometry',
    'st_geomfromtext(text, integer) returns geometry',
    'st_intersection(geometry, geometry) returns geometry',
    'st_intersects(geometry, geometry) returns boolean',
    'st_isempty(geometry) returns boolean',
    'st_isvalid(geometry) returns boolean',
    'st_length(geometry) returns double precision',
    'st_makeenvelope(double precision, double precision, double precision, double precision, integer default 0) returns geometry',
    'st_makeline(geometry, geometry) returns geometry',
    'st_makepoint(double precision, double precision) returns geometry',
    'st_makevalid(geometry) returns geometry',
    'st_multi(geometry) returns geometry',
    'st_point(double precision, double precision) returns geometry',
    'st_point(double precision, double precision, integer) returns geometry',
    'st_setsrid(geometry, integer) returns geometry',
    'st_simplify(geometry, double precision) returns geometry',
    'st_srid(geometry) returns integer',
    'st_transform(geometry, integer) returns geometry',
    'st_union(geometry, geometry) returns geometry',
    'st_within(geometry, geometry) returns boolean',
    'st_x(geometry) returns double precision',
    'st_y(geometry) returns double precision',
  ],
};

const TIMESCALEDB: KnownExtension = {
  types: [],
  functions: [
    'create_hypertable(relation regclass, time_column_name name, partitioning_column name default null, number_partitions integer default null, associated_schema_name name default null, associated_table_prefix name default null, chunk_time_interval anyelement default null::bigint, create_default_indexes boolean default true, if_not_exists boolean default false, partitioning_func regproc default null, migrate_data boolean default false) returns record',
    'set_chunk_time_interval(hypertable regclass, chunk_time_interval anyelement) returns void',
    'add_dimension(hypertable regclass, column_name name, number_partitions integer default null, chunk_time_interval anyelement default null::bigint, partitioning_func regproc default null, if_not_exists boolean default false) returns record',
    'add_retention_policy(relation regclass, drop_after anyelement, if_not_exists boolean default false) returns integer',
    'add_compression_policy(hypertable regclass, compress_after anyelement, if_not_exists boolean default false) returns integer',
    'time_bucket(bucket_width interval, ts timestamptz) returns timestamptz',
    'time_bucket(bucket_width interval, ts timestamp) returns timestamp',
    'time_bucket(bucket_width interval, ts date) returns date',
  ],
};

const PG_CRON: KnownExtension = {
  types: [],
  functions: [
    'cron.schedule(schedule text, command text) returns bigint',
    'cron.schedule(job_name text, schedule text, command text) returns bigint',
    'cron.schedule_in_database(job_name text, schedule text, command text, database text, username text default null, active boolean default true) returns bigint',
    'cron.unschedule(job_id bigint) returns boolean',
    'cron.unschedule(job_name text) returns boolean',
  ],
};

const PG_PARTMAN: KnownExtension = {
  types: [],
  functions: [
    'create_parent(p_parent_table text, p_control text, p_interval text, p_type text default null, p_epoch text default null, p_premake integer default 4, p_start_partition text default null, p_default_table boolean default true, p_automatic_maintenance text default null) returns boolean',
    'run_maintenance(p_parent_table text default null, p_analyze boolean default false, p_jobmon boolean default true) returns void',
  ],
};

/** By name as in CREATE EXTENSION. */
export const KNOWN_EXTENSIONS: Readonly<Record<string, KnownExtension>> = {
  postgis: POSTGIS,
  postgis_raster: { types: ['raster'], functions: [] },
  timescaledb: TIMESCALEDB,
  pg_cron: PG_CRON,
  pg_partman: PG_PARTMAN,
  hypopg: NOTHING,
  pg_prewarm: NOTHING,
  pg_repack: NOTHING,
  pgaudit: NOTHING,
  pgstattuple: NOTHING,
  sslinfo: NOTHING,
  dblink: NOTHING,
  postgres_fdw: wrapper('postgres_fdw'),
  mysql_fdw: wrapper('mysql_fdw'),
  oracle_fdw: wrapper('oracle_fdw'),
  plperl: language('plperl'),
  plperlu: language('plperlu'),
  plpython3u: language('plpython3u'),
  plv8: language('plv8'),
};
