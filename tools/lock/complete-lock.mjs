// Completes package-lock.json after `npm install`: some registries serve only part of nx's optional
// native packages, npm then leaves the others out of the lock, and `npm ci` refuses it everywhere.
// The entries added here name version, platform and licence; npm resolves them where they are needed.
import { readFileSync, writeFileSync } from 'node:fs';

const LOCK = new URL('../../package-lock.json', import.meta.url);
const MARK = '@nx/nx-';
const lock = JSON.parse(readFileSync(LOCK, 'utf8'));
const optional = lock.packages['node_modules/nx'].optionalDependencies;
const known = {
  'darwin-arm64': { os: 'darwin', cpu: 'arm64' },
  'darwin-x64': { os: 'darwin', cpu: 'x64' },
  'freebsd-x64': { os: 'freebsd', cpu: 'x64' },
  'linux-arm-gnueabihf': { os: 'linux', cpu: 'arm' },
  'linux-arm64-gnu': { os: 'linux', cpu: 'arm64', libc: 'glibc' },
  'linux-arm64-musl': { os: 'linux', cpu: 'arm64', libc: 'musl' },
  'linux-x64-gnu': { os: 'linux', cpu: 'x64', libc: 'glibc' },
  'linux-x64-musl': { os: 'linux', cpu: 'x64', libc: 'musl' },
  'win32-arm64-msvc': { os: 'win32', cpu: 'arm64' },
  'win32-x64-msvc': { os: 'win32', cpu: 'x64' },
};
for (const [name, version] of Object.entries(optional)) {
  const key = `node_modules/${name}`;
  if (lock.packages[key] || !name.startsWith(MARK)) continue;
  const platform = known[name.slice(MARK.length)];
  if (!platform) throw new Error(`${name}: a platform this script does not know; add it to \`known\``);
  const { os, cpu, libc } = platform;
  lock.packages[key] = {
    version,
    cpu: [cpu],
    dev: true,
    ...(libc && { libc: [libc] }),
    license: 'MIT',
    optional: true,
    os: [os],
  };
  console.log(`added ${key} ${version}`);
}
lock.packages = Object.fromEntries(Object.entries(lock.packages).sort(([a], [b]) => (a < b ? -1 : 1)));
writeFileSync(LOCK, JSON.stringify(lock, null, 2) + '\n');
