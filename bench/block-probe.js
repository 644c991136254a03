// Loaded into a program with --import: tells its parent for how long the event loop stood still since it was reset.
const everyMs = 1;
let worst = { blockMs: 0, cpuMs: 0 };
let last = now();

function now() {
  const { user, system } = process.threadCpuUsage();
  return { at: performance.now(), cpuMs: (user + system) / 1_000 };
}

setInterval(() => {
  const next = now();
  const blockMs = next.at - last.at - everyMs;
  worst = {
    blockMs: Math.max(worst.blockMs, blockMs),
    // What the thread itself worked, so that a busy machine is told from a busy program.
    cpuMs: Math.max(worst.cpuMs, next.cpuMs - last.cpuMs),
  };
  last = next;
}, everyMs).unref();

process.on('message', (asked) => {
  if (asked === 'reset') worst = { blockMs: 0, cpuMs: 0 };
  else process.send?.(worst);
});
process.channel?.unref();
