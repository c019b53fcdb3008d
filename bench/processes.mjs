// processes.mjs: what processes use, out of /proc.
// Not: starting or ending any.
// Start at processes().
import * as fs from "node:fs";

/* A process and all below it. */
export function processes(pid) {
  const children = fs.readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8");
  return [pid, ...children.split(" ").filter(Boolean).flatMap((child) => processes(Number(child)))];
}

/* Nanoseconds on a processor so far, user and system, as the scheduler counts them: the ticks of
 * /proc/PID/stat are too coarse for runs of a second. */
export function cpu_ns(pids) {
  return pids.reduce((sum, pid) =>
    sum + Number(fs.readFileSync(`/proc/${pid}/schedstat`, "utf8").split(" ")[0]), 0);
}

/* RSS counts a page that two processes share twice, PSS gives each its part. */
export function memory_kb(pids) {
  const sum = { rss: 0, pss: 0 };
  for (const pid of pids) {
    const text = fs.readFileSync(`/proc/${pid}/smaps_rollup`, "utf8");
    sum.rss += Number(/^Rss:\s+(\d+)/m.exec(text)[1]);
    sum.pss += Number(/^Pss:\s+(\d+)/m.exec(text)[1]);
  }
  return sum;
}
