import type { ContactChange, FlowContact } from "../session";

/** The contact as a change leaves it. */
export function contactAfter({ attributes, tags, ...contact }: FlowContact, change: ContactChange): FlowContact {
  const entries = Object.entries({ ...attributes, ...change.attributes }).filter(([, value]) => value !== null);
  const kept = tags.filter((tag) => !change.removeTags.includes(tag));
  return { ...contact, attributes: Object.fromEntries(entries), tags: [...new Set([...kept, ...change.addTags])] };
}
