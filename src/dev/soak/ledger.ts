import type { Accepted, Books, Said, Stored } from "./books";
import type { Reply } from "./customers";

/** One customer and one organization. */
interface Conversation extends Pick<Books, "acknowledged" | "reported"> {
  readonly name: string;
  readonly said: readonly Said[];
  readonly accepted: readonly Accepted[];
  readonly inbound: readonly Stored[];
  readonly outbound: readonly Stored[];
}

/** What does not agree between what customers said and got and what is stored, a sentence for each. */
export function disagreements(books: Books): string[] {
  return conversationsOf(books).flatMap((conversation) => [
    ...inboundOf(conversation),
    ...orderOf(conversation),
    ...answersOf(conversation),
    ...doorOf(conversation),
    ...conversation.outbound.flatMap((row) => outcomeOf(row, conversation)),
  ]);
}

function conversationsOf({ said, accepted, stored, acknowledged, reported }: Books): Conversation[] {
  const nameOf = (one: { organizationId: string; customer: string | null }) =>
    `${one.organizationId} ${one.customer ?? "nobody"}`;
  return [...new Set([...said, ...accepted, ...stored].map(nameOf))].map((name) => {
    const isOwn = (one: { organizationId: string; customer: string | null }) => nameOf(one) === name;
    const rows = stored.filter(isOwn).sort((a, b) => a.seq - b.seq);
    return {
      name,
      said: said.filter(isOwn),
      accepted: accepted.filter(isOwn),
      inbound: rows.filter(({ direction }) => direction === "inbound"),
      outbound: rows.filter(({ direction }) => direction === "outbound"),
      acknowledged,
      reported,
    };
  });
}

/** Everything that was said is here once and was worked, its file too; nothing else is. */
function inboundOf({ name, said, inbound }: Conversation): string[] {
  const known = new Set(said.map(({ waMessageId }) => waMessageId));
  const strange = inbound.filter(({ waMessageId }) => !known.has(waMessageId ?? ""));
  return [
    ...strange.map(({ content }) => `${name} never said "${content}"`),
    ...said.flatMap(({ waMessageId, sha256 }) => {
      const rows = inbound.filter((row) => row.waMessageId === waMessageId);
      if (rows.length !== 1) return [`${name}: ${waMessageId} is here ${rows.length} times`];
      return rows.flatMap((row) => [
        ...(row.event === "processed" ? [] : [`${name}: "${row.content}" is ${row.event ?? "nowhere"}`]),
        ...(isFileSettled(row, sha256) ? [] : [`${name}: the file of "${row.content}" is ${JSON.stringify(row.file)}`]),
      ]);
    }),
  ];
}

function isFileSettled({ file }: Stored, sha256: string | null): boolean {
  if (file === null) return sha256 === null;
  return file.state === "kept" ? file.sha256 === sha256 : file.state === "failed" && file.trouble !== null;
}

/** What was acknowledged before something else was said stands before it. */
function orderOf({ name, said, inbound, acknowledged }: Conversation): string[] {
  const placeOf = (one: Said) => inbound.findIndex(({ waMessageId }) => waMessageId === one.waMessageId);
  return said.flatMap((before) =>
    said
      .filter(
        (after) => (acknowledged.get(before.waMessageId) ?? Infinity) < after.at && placeOf(after) < placeOf(before),
      )
      .map((after) => `${name}: ${after.waMessageId} passed ${before.waMessageId}`),
  );
}

/** The bubbles are the replies to what was said, in the order in which it came in. */
function answersOf({ name, said, inbound, outbound }: Conversation): string[] {
  const byId = new Map(said.map((one) => [one.waMessageId, one]));
  const wanted = inbound.flatMap(({ waMessageId }) => byId.get(waMessageId ?? "")?.replies ?? []);
  const differs = Array.from({ length: Math.max(wanted.length, outbound.length) }, (_, index) => index).find(
    (index) => !fits(wanted[index], outbound[index]?.content),
  );
  if (differs === undefined) return [];
  return [
    `${name}: bubble ${differs + 1} is "${outbound[differs]?.content ?? ""}", not ${String(wanted[differs] ?? "none")}`,
  ];
}

const fits = (wanted: Reply | undefined, said: string | undefined): boolean =>
  wanted instanceof RegExp ? said !== undefined && wanted.test(said) : wanted === said;

/** What Meta accepted are the bubbles, each at most once, each after the one before. */
function doorOf({ name, accepted, outbound }: Conversation): string[] {
  const byId = new Map(outbound.map((row) => [row.id, row]));
  let last = 0;
  const seen = new Set<string>();
  return accepted.flatMap(({ messageId = "", text }) => {
    const row = byId.get(messageId);
    if (row?.content !== text) return [`${name} got "${text}", which is not theirs`];
    if (seen.has(messageId)) return [`${name} got "${text}" again`];
    seen.add(messageId);
    if (row.seq < last) return [`${name} got "${text}" too late`];
    last = row.seq;
    return [];
  });
}

/** From the last that may be reported: each overrules those after it. */
const FURTHEST = [
  ["read", "Read"],
  ["delivered", "Delivered"],
  ["failed", "Failed"],
  ["sent", "Sent"],
] as const;

/** A bubble's row says what became of it. */
function outcomeOf(row: Stored, { name, accepted, reported }: Conversation): string[] {
  const known = accepted.find(({ messageId }) => messageId === row.id);
  const statuses = reported.get(known?.waMessageId ?? "");
  const [, furthest] = FURTHEST.find(([word]) => statuses?.has(word)) ?? [];
  const isExplained = row.status === "Failed" && row.why !== null;
  const why = row.why === null ? "" : ` (${row.why})`;
  const unlike = (what: string) => [`${name}: "${row.content}" is ${row.status}${why}, though it was ${what}`];
  if (known === undefined) return isExplained ? [] : unlike("not accepted");
  if (furthest === undefined) {
    const isKnownSent = row.status === "Sent" || (isExplained && row.why === "unconfirmed");
    return isKnownSent ? [] : unlike("accepted and never reported");
  }
  return row.status === furthest && row.waMessageId === known.waMessageId ? [] : unlike(`reported as ${furthest}`);
}

/** How many bubbles failed for which reason: "3 unconfirmed, 1 131026". */
export function failures(stored: readonly Stored[]): string {
  const counts = new Map<string, number>();
  for (const { why, status } of stored)
    if (status === "Failed") counts.set(why ?? "no reason", (counts.get(why ?? "no reason") ?? 0) + 1);
  return [...counts]
    .sort(([, a], [, b]) => b - a)
    .map(([why, count]) => `${count} ${why}`)
    .join(", ");
}
