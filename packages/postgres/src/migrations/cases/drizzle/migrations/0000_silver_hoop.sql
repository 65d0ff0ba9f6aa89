CREATE TABLE "players" ("id" serial);
--> statement-breakpoint
CREATE TABLE "teams" ("id" serial);--> statement-breakpoint
ALTER TABLE "players" ADD COLUMN "name" text;
