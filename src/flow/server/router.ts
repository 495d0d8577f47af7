import { z } from "zod";
import { AppError, type InputProblem } from "@/platform/errors";
import { admin, member, router } from "@/trpc/init";
import { changeFlow } from "./change-flow";
import { laterMoves } from "./later-moves";
import { publishFlow } from "./publish-flow";
import { exportFlow, listFlows, readFlow } from "./read-flows";
import { saveFlow } from "./save-flow";

const flow = z.object({ id: z.uuid() });
const name = z.string().trim().min(1).max(80);
const priority = z.int().min(0).max(10_000);
/** Its structure is checked where it is saved, with the node and the place of each problem. */
const definition = z.unknown();

const EMPTY = { nodes: [], edges: [] };

export const flowRouter = router({
  list: member.query(({ ctx }) => ctx.sqlInOrganization(listFlows)),

  get: member.input(flow).query(({ ctx, input }) => ctx.sqlInOrganization((sql) => readFlow(sql, input.id))),

  export: member
    .input(flow.extend({ version: z.int32().positive().optional() }))
    .query(({ ctx, input }) => ctx.sqlInOrganization((sql) => exportFlow(sql, input))),

  laterMoves: member
    .input(z.object({ sessionId: z.uuid(), revision: z.int32().nonnegative() }))
    .query(async ({ ctx, input }) => {
      const later = await ctx.sqlInOrganization((sql) => laterMoves(sql, input));
      if (!later) throw new AppError("not-found", "There is no such session.");
      return later;
    }),

  create: admin.input(z.object({ name, definition: definition.default(EMPTY) })).mutation(async ({ ctx, input }) => {
    const draft = { organizationId: ctx.organization.id, name: input.name, definition: input.definition };
    const { id } = unlessRefused(await ctx.sqlInOrganization((sql) => saveFlow(sql, draft)));
    return { id };
  }),

  save: admin.input(flow.extend({ definition })).mutation(async ({ ctx, input }) => {
    const draft = { organizationId: ctx.organization.id, id: input.id, definition: input.definition };
    const { id } = unlessRefused(await ctx.sqlInOrganization((sql) => saveFlow(sql, draft)));
    return { id };
  }),

  publish: admin.input(flow.extend({ message: z.string().trim().max(200) })).mutation(async ({ ctx, input }) => {
    const publication = { flowId: input.id, message: input.message, authorId: ctx.user.id };
    const { number } = unlessRefused(await ctx.sqlInOrganization((sql) => publishFlow(sql, publication)));
    return { number };
  }),

  rename: admin
    .input(flow.extend({ name }))
    .mutation(({ ctx, input }) => ctx.sqlInOrganization((sql) => changeFlow(sql, input.id, { name: input.name }))),

  setPriority: admin
    .input(flow.extend({ priority }))
    .mutation(({ ctx, input }) =>
      ctx.sqlInOrganization((sql) => changeFlow(sql, input.id, { priority: input.priority })),
    ),

  setStatus: admin
    .input(flow.extend({ status: z.enum(["Active", "Inactive"]) }))
    .mutation(({ ctx, input }) => ctx.sqlInOrganization((sql) => changeFlow(sql, input.id, { status: input.status }))),
});

type Refusable<Done> =
  (Done & { readonly ok: true }) | { readonly ok: false; readonly problems: readonly InputProblem[] };

/** A refusal becomes an answer whose message can be read and whose list can be walked. */
function unlessRefused<Done>(result: Refusable<Done>): Done {
  if (result.ok) return result;
  const { problems } = result;
  const lines = problems
    .slice(0, SAID)
    .map(({ path, message, about }) => `${path}${about ? ` (${about})` : ""}: ${message}`);
  const rest = problems.length > SAID ? [`and ${problems.length - SAID} more`] : [];
  throw new AppError("invalid", [`The flow has ${count(problems.length)}.`, ...lines, ...rest].join("\n"), problems);
}

/** How many problems the message itself names. */
const SAID = 10;
const count = (problems: number): string => (problems === 1 ? "a problem" : `${problems} problems`);
