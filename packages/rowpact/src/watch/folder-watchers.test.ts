import { watch } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { FolderWatchers } from './folder-watchers.js';

vi.mock('node:fs', async (original) => ({ ...(await original<object>()), watch: vi.fn() }));
beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function refuseWith(code: string): void {
  vi.mocked(watch).mockImplementation(() => {
    throw Object.assign(new Error(code), { code });
  });
}

const FOLDERS = new Map([
  ['/league/db', '1:1'],
  ['/league/registry', '1:2'],
]);

describe('folders that cannot be watched', () => {
  it('are looked at every second where the system watches no more, which is said once', () => {
    const [happened, refused] = [vi.fn(), vi.fn()];
    refuseWith('ENOSPC');
    const watchers = new FolderWatchers(happened, refused);
    expect(watchers.watchOnly(FOLDERS)).toBe(false);
    vi.advanceTimersByTime(3000);
    expect(happened).toHaveBeenCalledTimes(3);
    expect(refused.mock.calls).toEqual([['ENOSPC']]);
    watchers.close();
    vi.advanceTimersByTime(3000);
    expect(happened).toHaveBeenCalledTimes(3);
  });

  it.each(['ENOENT', 'EACCES'])('are left to the folders above them where they answer %s', (code) => {
    const [happened, refused] = [vi.fn(), vi.fn()];
    refuseWith(code);
    expect(new FolderWatchers(happened, refused).watchOnly(FOLDERS)).toBe(false);
    vi.advanceTimersByTime(3000);
    expect(happened).not.toHaveBeenCalled();
    expect(refused).not.toHaveBeenCalled();
  });
});
