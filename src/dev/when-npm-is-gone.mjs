/**
 * Calls back when the shell that npm started us in has ended. npm hands a SIGTERM to that shell, which dies of it and
 * hands it to nobody: what it ran would go on, with nobody who could end it.
 * @param {() => void} act
 * @returns {() => void} looks no more
 */
export function whenNpmIsGone(act) {
  if (!process.env["npm_lifecycle_event"]) return () => {};
  const shell = process.ppid;
  const look = setInterval(() => {
    if (process.ppid === shell) return;
    clearInterval(look);
    act();
  }, 250);
  look.unref();
  return () => clearInterval(look);
}
