import { mkdir, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ConsumerFile } from '../consumer/league-consumer.js';
import type { TypedService } from '../consumer/typed-service.js';
import type { Measured, Subject } from '../measure/interleaved.js';
import { countEngineStarts, type NodeProgram, runNode } from '../measure/run-node.js';
import type { LeagueProducer } from '../producer/league-migrations.js';
import { addMigrations, LEAGUE } from '../producer/league-workspace.js';
import { TYPING } from '../results/goals.js';
import { processSubject } from './process-subject.js';
import { type Environment, rowpactGenerate, tsc } from './programs.js';

const ASK_ALONE = fileURLToPath(new URL('ask-alone.js', import.meta.url));
const NODE_MODULES = fileURLToPath(new URL('../../../../node_modules', import.meta.url));
/** Of the module of statements. */
const MODULE = LEAGUE.module.replace('.gen.ts', '.statements.gen.ts');
const BY_HAND = 'by-hand';
const BARE = 'bare';

/** What typing statements costs whoever generates, and whoever compiles. */
export interface TypingSubjects {
  /** Typing them, and asking about them alone. */
  readonly generating: readonly Subject[];
  /** Nothing changed. */
  readonly again: readonly Subject[];
  /** The compiler's own time for checking. */
  readonly compiling: readonly Subject[];
  /** Gives what was measured of compiling the counts of the compiler. */
  readonly counted: (measured: readonly Measured[]) => readonly Measured[];
  /** How often the embedded engine starts with nothing changed. */
  readonly engineStarts: number;
}

interface TypingWorld {
  readonly rowpact: string;
  readonly cache: string;
  readonly env: Environment;
}

/** `rowpact generate` of a service whose statements are typed, and `tsc` of it with the types, with types by hand, and without. */
export async function typingSubjects(
  workspace: string,
  producer: LeagueProducer,
  service: TypedService,
  { rowpact, cache, env }: TypingWorld,
): Promise<TypingSubjects> {
  await writeWorkspace(workspace, producer, service);
  const generate = rowpactGenerate(rowpact, workspace, env);
  const texts = service.statements.map(({ sql }) => sql);
  const statementsFile = join(workspace, 'statements.json');
  await writeFile(statementsFile, JSON.stringify(texts));
  const args = [join(workspace, LEAGUE.migrations), cache, statementsFile];
  const alone: NodeProgram = { script: ASK_ALONE, args, cwd: workspace, env };
  await lookOnce(workspace, generate, texts);
  const counts = new Map<string, string>();
  const compile = (title: string, folder: string): Subject => ({
    ...{ id: title, title },
    run: async () => {
      const { stdout } = await runNode(tsc(join(workspace, folder), env, ['--extendedDiagnostics']));
      const said = (name: string): number => Number(new RegExp(`^${name}:\\s+([\\d.]+)`, 'mu').exec(stdout)?.[1]);
      counts.set(title, `${said('Types')} types, ${said('Instantiations')} instantiations`);
      return { wall: said('Check time') * 1000, cpu: null, peak: null };
    },
  });
  return {
    generating: [
      { ...processSubject(TYPING.generate, generate, () => forgetStatements(cache)), items: texts.length },
      { ...processSubject(TYPING.alone, alone), items: texts.length },
    ],
    again: [processSubject(TYPING.again, generate)],
    compiling: [compile(TYPING.compiled, LEAGUE.consumer), compile(TYPING.byHand, BY_HAND), compile(TYPING.bare, BARE)],
    counted: (measured) =>
      measured.map((one) => ({ ...one, title: `${one.title} (${counts.get(one.id) ?? 'nothing counted'})` })),
    engineStarts: await countEngineStarts(generate),
  };
}

async function writeWorkspace(folder: string, producer: LeagueProducer, service: TypedService): Promise<void> {
  await addMigrations(folder, producer.migrations);
  await writeFiles(folder, [
    {
      path: 'registry/league/producer.yaml',
      text: `version: 1\nproducer: ${LEAGUE.producer}\nschema:\n  migrations: ${LEAGUE.migrations}\n`,
    },
    {
      path: `registry/league/consumers/${LEAGUE.consumer}.yaml`,
      text: `version: 1
consumer: ${LEAGUE.consumer}
producer: ${LEAGUE.producer}
source: ${LEAGUE.consumer}
generate:
  file: src/database.gen.ts
  driver: pg
  statements: true
relations: {}
`,
    },
  ]);
  const variants = { [LEAGUE.consumer]: service.bare, [BY_HAND]: service.byHand, [BARE]: service.bare };
  for (const [name, files] of Object.entries(variants)) {
    await writeFiles(join(folder, name), files);
    await symlink(NODE_MODULES, join(folder, name, 'node_modules'), 'junction');
  }
}

async function writeFiles(folder: string, files: readonly ConsumerFile[]): Promise<void> {
  for (const { path, text } of files) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
}

/** The source counts as never seen, and its statements as never asked about; the schema's replay is measured elsewhere. */
async function forgetStatements(cache: string): Promise<void> {
  const known = (await readdir(cache)).filter((name) => /\.(?:scan|texts|analysis|run)$/u.test(name));
  for (const name of known) await rm(join(cache, name), { force: true });
}

/** A module in which statements are missing would be quick to write and quick to compile. */
async function lookOnce(workspace: string, generate: NodeProgram, texts: readonly string[]): Promise<void> {
  await runNode(generate);
  const module = await readFile(join(workspace, MODULE), 'utf8');
  const typed = module.match(/^ {4}params: /gmu)?.length ?? 0;
  const wanted = new Set(texts).size;
  if (typed !== wanted || /^ {4}problem: /mu.test(module))
    throw new Error(`the module types ${typed} of ${wanted} statements, or refuses one`);
}
