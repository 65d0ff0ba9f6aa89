// Loaded into a measured process before its program (`node --require`). When the process ends it adds one line to the
// file that the environment names: kilobytes resident at most, and milliseconds on the processor.
/* eslint-disable @typescript-eslint/no-require-imports -- what `node --require` loads is CommonJS */
import fs = require('node:fs');
import threads = require('node:worker_threads');

const file = process.env['ROWPACT_BENCH_COST_FILE'];
if (file !== undefined && threads.isMainThread) {
  process.once('exit', () => {
    const { user, system } = process.cpuUsage();
    fs.appendFileSync(file, `${peakKilobytes()} ${Math.round((user + system) / 1000)}\n`);
  });
}

/** Linux carries `ru_maxrss` over from the process that started this one; VmHWM is this program's own. */
function peakKilobytes(): number {
  try {
    const match = /^VmHWM:\s+(\d+) kB$/m.exec(fs.readFileSync('/proc/self/status', 'latin1'));
    if (match) return Number(match[1]);
  } catch {
    // no /proc: not Linux
  }
  return process.resourceUsage().maxRSS;
}
