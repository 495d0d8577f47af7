/** Milliseconds of the clock that the probe reads in the programs it is loaded into. */
export function now(): number {
  const [seconds, nanoseconds] = process.hrtime();
  return seconds * 1e3 + nanoseconds / 1e6;
}
