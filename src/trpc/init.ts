import { initTRPC, TRPCError } from "@trpc/server";
import superjson from "superjson";
import { z } from "zod";
import { isAtLeast, type Role } from "@/organization/role";
import { inOrganization, sqlInOrganization, type Database } from "@/platform/db/in-organization";
import type { Sql } from "@/platform/db/door";
import { AppError } from "@/platform/errors";
import { log } from "@/platform/log";
import { unstorableText } from "@/platform/unstorable-text";
import { inputProblems, translateError } from "./translate-error";

export interface User {
  readonly id: string;
  readonly name: string;
  readonly email: string;
}

export interface Membership {
  readonly role: Role;
  readonly organization: {
    readonly id: string;
    readonly slug: string;
    readonly name: string;
    readonly status: "active" | "suspended";
    readonly timeZone: string;
    readonly epoch: number;
  };
}

export interface Context {
  /** Who asks, and what they are in the organization of that slug: read anew for every call. Null: not signed in. */
  readonly identify: (slug: string | null) => Promise<{ user: User; membership: Membership | null } | null>;
}

const t = initTRPC.context<Context>().create({
  transformer: superjson,
  isDev: false, // no stack traces to clients
  errorFormatter: ({ shape, error }) => ({
    ...shape,
    data: { code: shape.data.code, httpStatus: shape.data.httpStatus, problems: inputProblems(error) },
  }),
});

export const { router, createCallerFactory } = t;

const translated = t.procedure.use(async ({ next, path }) => {
  const result = await next();
  if (result.ok) return result;
  if (result.error.code === "INTERNAL_SERVER_ERROR" && !(result.error.cause instanceof AppError)) {
    log.error({ err: result.error.cause ?? result.error, procedure: path }, "A procedure failed");
  }
  throw translateError(result.error);
});

/** For everybody. */
export const anyone = translated.use(async ({ next, getRawInput }) => {
  const path = unstorableText(await getRawInput());
  if (path === null) return next();
  const message = "holds a character that can not be stored: NUL, or half of a surrogate pair";
  throw new AppError("invalid", `${path || "The input"} ${message}`, [{ path, message }]);
});

async function identified(ctx: Context, slug: string | null) {
  const identity = await ctx.identify(slug);
  if (!identity) throw new TRPCError({ code: "UNAUTHORIZED", message: "Sign in first." });
  return identity;
}

/** For people who are signed in, in whatever organization. */
export const signedIn = anyone.use(async ({ ctx, next }) => {
  const { user } = await identified(ctx, null);
  return next({ ctx: { user } });
});

/** For members of the organization that the input names; the handler can reach that organization only. */
export const member = anyone.input(z.object({ organization: z.string() })).use(async ({ ctx, input, next }) => {
  const { user, membership } = await identified(ctx, input.organization);
  if (!membership) throw new AppError("not-found", "There is no such organization.");
  const { organization, role } = membership;
  return next({
    ctx: {
      user,
      organization,
      role,
      inOrganization: <T>(work: (db: Database) => Promise<T>) => inOrganization(organization.id, work),
      sqlInOrganization: <T>(work: (sql: Sql) => Promise<T>) => sqlInOrganization(organization.id, work),
    },
  });
});

const atLeast = (wanted: Role) =>
  member.use(({ ctx, next }) => {
    if (!isAtLeast(ctx.role, wanted)) throw new AppError("not-allowed", `Only ${wanted}s may do this.`);
    return next();
  });

export const admin = atLeast("admin");
export const owner = atLeast("owner");
