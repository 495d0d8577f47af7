import type { Sql } from "@/platform/db/door";
import { AppError } from "@/platform/errors";
import { unlessNameTaken } from "./unless-name-taken";

interface FlowPatch {
  readonly name?: string;
  /** Lower wins among equal triggers. */
  readonly priority?: number;
  readonly status?: "Active" | "Inactive";
}

/** Changes what stands beside a flow's graph. Active takes a published version. */
export async function changeFlow(sql: Sql, id: string, { name, priority, status }: FlowPatch): Promise<void> {
  const [flow] = await sql.query<{ isPublished: boolean }>(
    `select published_version is not null as "isPublished" from flows where id = $1 for update`,
    [id],
  );
  if (!flow) throw new AppError("not-found", "There is no such flow.");
  if (status && !flow.isPublished) throw new AppError("conflict", "Publish the flow first: nothing of it can run yet.");
  await unlessNameTaken(
    sql.query(
      `update flows set name = coalesce($2, name), priority = coalesce($3, priority), status = coalesce($4, status),
         updated_at = now()
       where id = $1`,
      [id, name, priority, status],
    ),
  );
}
