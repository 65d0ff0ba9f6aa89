import { setTimeout as delay } from 'node:timers/promises';
import type { RowpactOptions } from '../options.js';
import { FolderWatchers } from './folder-watchers.js';
import { Latch } from './latch.js';
import { type Place, placesIn, registryPlace } from './places.js';
import { differences, type Survey, surveyOf } from './survey.js';

/** So long nothing may happen before what happened counts as done, in milliseconds: an editor writes and renames within it. */
const QUIET = 50;
/** So many times is waited for that, half a second in all: where something happens all the time, that must not hold us up. */
const PATIENCE = 10;

/** How often is looked again because there were new folders. */
const ROUNDS = 5;

/** All that the options' `generate` reads, kept under watch. */
export class Sources {
  private places: readonly Place[];
  /** Read by the last plan though they lie in none of the places: files that migrations include. */
  private extra: readonly Place[] = [];
  private seen: Survey = { stamps: new Map(), folders: new Map() };
  private readonly happened = new Latch();
  private readonly watchers: FolderWatchers;

  /** @param options whose `registry` is absolute: one watch stays with one registry, wherever a nearer one appears */
  constructor(
    private readonly options: RowpactOptions & { readonly registry: string },
    private readonly root: string,
    refused: (code: string) => void,
  ) {
    this.places = [registryPlace(options.registry)];
    this.watchers = new FolderWatchers(this.happened.raise, refused);
  }

  /** What is there now counts as seen: for the moment before somebody reads it. */
  async see(): Promise<void> {
    // A registry with mistakes, or one that is just being moved: generate reads it too and says so. What was watched stays so.
    this.places = await placesIn(this.options).catch(() => this.places);
    this.seen = this.survey();
  }

  /** Watches what a plan has read besides, as it is now. @param paths absolute */
  add(paths: readonly string[]): void {
    const before = new Set(this.extra.map(({ path }) => path));
    const stamps = new Map(this.seen.stamps);
    const extra = paths.filter((path) => before.has(path) || !stamps.has(path));
    if (extra.length === before.size && extra.every((path) => before.has(path))) return;
    this.extra = extra.map((path) => ({ kind: 'file', path }));
    for (const path of before) if (!extra.includes(path)) stamps.delete(path);
    const now = this.survey();
    for (const path of extra) stamps.set(path, stamps.get(path) ?? now.stamps.get(path) ?? '');
    this.seen = { folders: now.folders, stamps };
  }

  /** Absolute paths of what is not as it was seen. */
  changed(): readonly string[] {
    this.happened.lower();
    return differences(this.seen, this.survey());
  }

  /** Resolves when something happened that may have changed a source. */
  stirred(): Promise<void> {
    return this.happened.up();
  }

  /** Resolves when a burst is over: a checkout of many files, an editor that writes beside the file and renames. */
  async calm(): Promise<void> {
    for (let round = 0; round < PATIENCE; round += 1) {
      this.happened.lower();
      await delay(QUIET);
      if (!this.happened.lower()) return;
    }
  }

  close(): void {
    this.watchers.close();
  }

  private survey(): Survey {
    const look = (): Survey => surveyOf([...this.places, ...this.extra], this.root);
    let survey = look();
    // In a folder that was not watched while it was looked at, anything may have happened in between. Where new ones come
    // all the time, or the file system calls each by another number each time, this must end too.
    for (let round = 0; round < ROUNDS && this.watchers.watchOnly(survey.folders); round += 1) survey = look();
    return survey;
  }
}
