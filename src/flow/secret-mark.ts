/**
 * Where a secret stands in a request until it is sent: the engine never learns its value, so neither session nor trace nor the
 * stored call can hold one. The marks' characters come from nobody but a rendering: they are taken out of every template and value.
 */
const OPEN = "\uE000";
const CLOSE = "\uE001";
const MARK = /\uE000([\w-]+)\uE001/g;
/** With the two that stand around nested values while a JSON text is made. */
const RESERVED = /[\uE000-\uE003]/g;

export const markOf = (name: string): string => `${OPEN}${name}${CLOSE}`;

/** A text that can not pass for a mark. */
export const unmarked = (text: string): string => text.replace(RESERVED, "\uFFFD");

/** The names of the secrets a text wants. */
export const secretsIn = (text: string): readonly string[] => [...text.matchAll(MARK)].map(([, name = ""]) => name);

/** The text with the secrets in it. `reveal` answers a secret as it has to be written at this place. */
export const revealSecrets = (text: string, reveal: (name: string) => string): string =>
  text.replace(MARK, (_, name: string) => reveal(name));

/** For people: the text with the names of the secrets in it. */
export const namesInstead = (text: string): string => revealSecrets(text, (name) => `{{secrets.${name}}}`);
