import { list, record, text } from "../message/check";

type Fields = Record<string, unknown>;

/** How far a template is: only an approved one may be sent. */
export type TemplateStatus = "PENDING" | "APPROVED" | "REJECTED" | "PAUSED" | "DISABLED";

/** One language of a template. */
export interface GraphTemplate {
  readonly id: string;
  readonly businessAccountId: string;
  readonly name: string;
  readonly language: string;
  category: string;
  status: TemplateStatus;
  /** As they were given: `{type: "BODY", text: "Hola {{1}}"}`. */
  components: readonly Fields[];
  parameterFormat: "POSITIONAL" | "NAMED";
  rejectedReason?: string;
  editedAt?: Date;
}

/** The component of a kind; Meta reads kinds in small letters too. */
export function partOf(components: readonly unknown[], kind: string): Fields | undefined {
  return components.map(record).find((part) => text(part["type"]).toUpperCase() === kind);
}

export function buttonsOf(components: readonly unknown[]): readonly Fields[] {
  return list(partOf(components, "BUTTONS")?.["buttons"]).map(record);
}

/** The distinct names between double braces, in order: `["1", "2"]`. */
export function variablesIn(words: unknown): string[] {
  return [...new Set([...text(words).matchAll(/\{\{\s*(\w+)\s*\}\}/g)].map(([, name = ""]) => name))];
}
