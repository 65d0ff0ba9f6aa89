import { Module } from '@nestjs/common';
import { CamelCasePlugin, PostgresDialect } from 'kysely';
import { KyselyModule } from 'nestjs-kysely';

@Module({
  imports: [KyselyModule.forRoot({ dialect: new PostgresDialect({} as any), plugins: [new CamelCasePlugin()] })],
})
export class AppModule {}
