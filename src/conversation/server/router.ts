import { z } from "zod";
import { ring } from "@/platform/lanes/alarm-bell";
import { conversationChannel } from "@/realtime/channel";
import { publish } from "@/realtime/server/publish";
import { member, router } from "@/trpc/init";
import { MAX_REPLY } from "../reply";
import { announce } from "./announce";
import { changesSince } from "./changes-since";
import { checkRevisions } from "./check-revisions";
import { handBack } from "./hand-back";
import { listConversations, listCursor } from "./list-conversations";
import { markRead } from "./mark-read";
import { readConversation } from "./read-conversation";
import { readMessage } from "./read-message";
import { readThread } from "./read-thread";
import { sendAgain } from "./send-again";
import { sendMessage } from "./send-message";

const one = z.object({ conversationId: z.guid() });
const revision = z.int32().nonnegative();
/** What a screen asks about at once; the names go into an address, which must not grow without end. */
const known = z.record(z.guid(), revision).refine((ids) => Object.keys(ids).length <= 100, "At most 100 conversations");

const replyText = z
  .string()
  .max(MAX_REPLY)
  .refine((text) => text.trim() !== "", "Write something");

/** Made by the browser: the same one again sends nothing. */
const clientId = z.string().min(1).max(64);

const audienceOf = ({ id, epoch }: { id: string; epoch: number }) => ({ organizationId: id, epoch });

export const conversationRouter = router({
  list: member
    .input(z.object({ cursor: listCursor.optional(), limit: z.int().min(1).max(100).default(40) }))
    .query(({ ctx, input }) => ctx.inOrganization((db) => listConversations(db, input))),

  get: member
    .input(one)
    .query(({ ctx, input }) => ctx.inOrganization((db) => readConversation(db, input.conversationId))),

  thread: member
    .input(one.extend({ before: z.int32().positive().optional() }))
    .query(({ ctx, input }) => ctx.inOrganization((db) => readThread(db, input))),

  message: member
    .input(z.object({ messageId: z.guid() }))
    .query(({ ctx, input }) => ctx.inOrganization((db) => readMessage(db, input.messageId))),

  since: member
    .input(one.extend({ revision }))
    .query(({ ctx, input }) => ctx.inOrganization((db) => changesSince(db, input))),

  revisions: member.input(z.object({ known, from: listCursor.optional() })).query(async ({ ctx, input }) => ({
    ...(await ctx.inOrganization((db) => checkRevisions(db, input))),
    epoch: ctx.organization.epoch,
  })),

  send: member.input(one.extend({ text: replyText, clientId })).mutation(async ({ ctx, input: { text, ...place } }) => {
    const { organization, user } = ctx;
    const said = {
      ...place,
      organizationId: organization.id,
      userId: user.id,
      message: { kind: "text", text },
    } as const;
    const { messageId, changes } = await ctx.sqlInOrganization((sql) => sendMessage(sql, said));
    ring();
    announce(changes, audienceOf(organization));
    return { messageId };
  }),

  /** An agent's message once more, with its file if it has one. New files come by POST /api/media. */
  sendAgain: member.input(one.extend({ messageId: z.guid(), clientId })).mutation(async ({ ctx, input }) => {
    const { organization, user } = ctx;
    const said = { ...input, organizationId: organization.id, userId: user.id };
    const { messageId, changes } = await ctx.sqlInOrganization((sql) => sendAgain(sql, said));
    ring();
    announce(changes, audienceOf(organization));
    return { messageId };
  }),

  handBack: member.input(one).mutation(async ({ ctx, input: { conversationId } }) => {
    const audience = audienceOf(ctx.organization);
    const { organizationId } = audience;
    const changes = await ctx.sqlInOrganization((sql) => handBack(sql, { conversationId, organizationId }));
    ring();
    announce(changes, audience);
  }),

  markRead: member.input(one).mutation(async ({ ctx, input }) => {
    const changes = await ctx.sqlInOrganization((sql) => markRead(sql, input.conversationId));
    announce(changes, audienceOf(ctx.organization));
  }),

  /** An agent began to write, or stopped. The browser that says so does not hear it. */
  typing: member
    .input(one.extend({ typing: z.boolean(), socketId: z.string().max(64).optional() }))
    .mutation(async ({ ctx, input: { conversationId, typing, socketId } }) => {
      const { contact } = await ctx.inOrganization((db) => readConversation(db, conversationId));
      publish([
        {
          channel: conversationChannel(conversationId, ctx.organization.epoch),
          event: typing ? "typing:start" : "typing:stop",
          data: { conversationId, contactId: contact.id, by: "agent", name: ctx.user.name },
          exceptSocketId: socketId,
        },
      ]);
    }),
});
