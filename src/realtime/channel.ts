export type ParsedChannel =
  | { readonly kind: "organization"; readonly organizationId: string; readonly epoch: number }
  | { readonly kind: "conversation" | "presence"; readonly conversationId: string; readonly epoch: number };

// Pusher allows no colon and 164 characters. The epoch is the organization's: it rises when a member is removed,
// because a signature, once given, is good for ever.
export const organizationChannel = (organizationId: string, epoch: number) =>
  `private-organization-${organizationId}-e${epoch}`;
export const conversationChannel = (conversationId: string, epoch: number) =>
  `private-conversation-${conversationId}-e${epoch}`;
export const presenceChannel = (conversationId: string, epoch: number) =>
  `presence-conversation-${conversationId}-e${epoch}`;

const NAME =
  /^(?<prefix>private-organization|private-conversation|presence-conversation)-(?<id>[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})-e(?<epoch>0|[1-9]\d{0,9})$/;

/** What a channel's name says, or null when it is none of ours. */
export function parseChannel(name: string): ParsedChannel | null {
  const { prefix, id, epoch } = NAME.exec(name)?.groups ?? {};
  if (!prefix || !id || !epoch) return null;
  if (prefix === "private-organization") return { kind: "organization", organizationId: id, epoch: Number(epoch) };
  const kind = prefix === "presence-conversation" ? "presence" : "conversation";
  return { kind, conversationId: id, epoch: Number(epoch) };
}
