import { afterAll, beforeAll, expect, it } from 'vitest';
import { type LocalRegistry, startRegistry } from './local-registry.js';
import { packAll, type Tarball } from './pack.js';

// What npm and pnpm rely on in the other tests here.
let tarballs: readonly Tarball[];
let registry: LocalRegistry;
beforeAll(async () => {
  tarballs = await packAll();
  registry = await startRegistry(tarballs);
});
afterAll(() => registry.stop());

it('serves a packed package, and the tarball that its metadata names', async () => {
  const nx = tarballs.find(({ name }) => name === '@rowpact/nx');
  const metadata = (await (await fetch(`${registry.url}@rowpact%2fnx`)).json()) as {
    readonly 'dist-tags': { readonly latest: string };
    readonly versions: Readonly<Record<string, { readonly dist: { readonly tarball: string } }>>;
  };
  const newest = metadata.versions[metadata['dist-tags'].latest];
  const sent = await (await fetch(newest?.dist.tarball ?? '')).arrayBuffer();
  expect(Buffer.from(sent).equals(nx?.data ?? new Uint8Array())).toBe(true);
});

it('knows no other file of a packed package', async () => {
  expect((await fetch(`${registry.url}rowpact/-/rowpact-9.9.9.tgz`)).status).toBe(404);
});

it('sends on whoever asks for another package, by the path that was asked for', async () => {
  const answer = await fetch(`${registry.url}@types%2fnode`, { redirect: 'manual' });
  expect(answer.status).toBe(307);
  expect(answer.headers.get('location')).toMatch(/^https?:\/\/(?!127\.0\.0\.1:\d+\/@types).+\/@types%2fnode$/);
});

it('takes nothing in', async () => {
  expect((await fetch(`${registry.url}rowpact`, { method: 'PUT', body: '{}' })).status).toBe(405);
});
