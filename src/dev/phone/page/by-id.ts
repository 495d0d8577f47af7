/** The element of the page with this id; a page without it is broken and says so at once. */
export function byId<T extends HTMLElement>(id: string, kind: abstract new (...none: never) => T): T {
  const found = document.getElementById(id);
  if (!(found instanceof kind)) throw new Error(`index.html has no fitting #${id}.`);
  return found;
}
