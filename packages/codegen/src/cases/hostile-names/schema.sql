CREATE TYPE "enum with ""quotes"" and 'apostrophes'" AS ENUM ('it''s', 'say "hi"', 'both ''"', 'back\slash', E'new\nline', '', '🏀', E'\u202eright to left');
CREATE TYPE nobody AS ENUM ();
CREATE TYPE one AS ENUM ('a label so long that it stands in no line with its name at all');
CREATE TYPE fits_the_next_line AS ENUM ('guard', 'forward', 'center', 'point guard', 'wing');
CREATE TYPE many AS ENUM ('point guard', 'shooting guard', 'small forward', 'power forward', 'center', 'sixth man');
CREATE TYPE "a name of sixty three bytes, which is as long as a name can be." AS ENUM ('guard', 'forward');
CREATE TABLE "a b" (
  "select" int, "a b" int, "a.b" int, "it's" int, "say ""hi""" int, "both '""" int, "back\slash" int, "new
line" int, "🏀" int, "__proto__" int, "constructor" int NOT NULL, "1st" int, "$" int, "é" text, "日本" text NOT NULL, "𝒜" int,
  "_" int, "-" int, "readonly" int, "get" int, "*/" int, "‮" int,
  a_column_whose_name_is_as_long_as_a_name_in_postgresql_can_be__ text,
  "a column with spaces whose name is as long as a name can be____" text NOT NULL,
  a_column_whose_name_is_long_and_whose_type_is_long_too numeric[],
  a_column_whose_name_is_long_and_whose_type_is_an_enum_too "a name of sixty three bytes, which is as long as a name can be." NOT NULL,
  a_column_whose_name_is_long_and_which_has_a_default timestamptz NOT NULL DEFAULT now(),
  a_column_whose_name_is_long_and_which_has_a_default_too____ int[] NOT NULL DEFAULT '{}',
  "日本語の列の名前はとても長いのでどの行にも収まらない" timestamptz,
  "日本語の列の名前はとても長いのでどの行に" numeric,
  e1 "enum with ""quotes"" and 'apostrophes'", e2 nobody, e3 one, e4 many, e5 fits_the_next_line
);
COMMENT ON TABLE "a b" IS E'   \n\n  ';
COMMENT ON COLUMN "a b"."select" IS '@deprecated';
COMMENT ON COLUMN "a b"."a.b" IS E'\t@see this is no tag\r\n * @param neither is this\n/** nor this */ // @ts-expect-error';
CREATE TABLE "🏀" (id int);
CREATE TABLE "+" (id int);
CREATE TABLE "𝒜" (id int);
CREATE TABLE "_" (id int);
CREATE TABLE "2026" (id int);
CREATE TABLE "class" (id int);
CREATE TABLE "__proto__" (id int);
CREATE TABLE "constructor" (id int);
CREATE TABLE "Équipe d'été" (id int);
CREATE TABLE "ßtrasse" (id int);
CREATE TABLE "x as y" (id int);
CREATE TABLE "dotted.name" (id int);
CREATE TABLE "new
line" (id int);
CREATE TABLE nothing ();
CREATE SCHEMA "odd schema";
CREATE TABLE "odd schema"."odd table" (id int);
CREATE TABLE "odd schema"."a name of sixty three bytes, which is as long as a name can be." (id int);
