import type { MigrationInterface, QueryRunner } from 'typeorm';
export class AddBirthDate implements MigrationInterface {
  async up(queryRunner: QueryRunner) {
    await queryRunner.query(`ALTER TABLE "players" ADD "birth_date" date`);
  }
  async down(queryRunner: QueryRunner) {
    await queryRunner.query(`ALTER TABLE "players" DROP COLUMN "birth_date"`);
  }
}
