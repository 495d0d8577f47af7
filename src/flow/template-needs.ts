import { templateReads } from "./template";
import { isWithin } from "./variable";

const DEFAULTED = /\{\{-?\s*([^\s|{}]+)\s*\|(?:[^{}]*\|)?\s*default\b/g;
const TESTED = /\{%-?\s*(?:if|elsif|unless|case)\b([^%]*)/g;
const NAME = /[\p{L}_][\p{L}\w.-]*/gu;

/** The variables without which a text has a gap: those it names, but for what it tests or has a default for. */
export function templateNeeds(template: string): readonly string[] {
  const reads = templateReads(template);
  if (reads.length === 0) return [];
  const defaulted = [...template.matchAll(DEFAULTED)].map(([, path = ""]) => path);
  const tested = [...template.matchAll(TESTED)].flatMap(([, test = ""]) => test.match(NAME) ?? []);
  const guards = [...defaulted, ...tested];
  return reads.filter((path) => !guards.some((guard) => isWithin(path, guard)));
}
