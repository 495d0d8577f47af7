import { changeFlow } from "@/flow/server/change-flow";
import { definitionChanged } from "@/flow/server/definition-changed";
import { publishFlow } from "@/flow/server/publish-flow";
import { saveFlow } from "@/flow/server/save-flow";
import type { Sql } from "@/platform/db/door";
import { AppError, type InputProblem } from "@/platform/errors";
import type { ProvisionInput } from "./provision-input";

export interface ProvisionedFlow {
  readonly name: string;
  readonly id: string;
  /** Null: nothing of it is published. */
  readonly version: number | null;
}

interface Wanted {
  readonly organizationId: string;
  readonly flow: ProvisionInput["flows"][number];
}

/** Makes a flow what the file says it is. Its version rises only when its definition has changed. */
export async function provisionFlow(sql: Sql, { organizationId, flow }: Wanted): Promise<ProvisionedFlow> {
  const { name, status, priority, definition } = flow;
  const [known] = await sql.query<{ id: string }>("select id from flows where name = $1", [name]);
  const draft = { organizationId, name, priority, definition };
  const { id } = unlessRefused(name, await saveFlow(sql, known ? { ...draft, id: known.id } : draft));
  if (status !== "Draft" && (await definitionChanged(sql, id))) {
    unlessRefused(name, await publishFlow(sql, { flowId: id, message: "Provisioned", authorId: null }));
  }
  const [row] = await sql.query<{ version: number | null }>(
    "select published_version as version from flows where id = $1",
    [id],
  );
  const version = row?.version ?? null;
  if (version !== null) await changeFlow(sql, id, { status: status === "Active" ? "Active" : "Inactive" });
  return { name, id, version };
}

type Refusable<Done> =
  (Done & { readonly ok: true }) | { readonly ok: false; readonly problems: readonly InputProblem[] };

function unlessRefused<Done>(name: string, result: Refusable<Done>): Done {
  return result.ok ? result : refuseFlow(name, result.problems);
}

/** Says all that is wrong in a definition. */
export function refuseFlow(name: string, problems: readonly InputProblem[]): never {
  const lines = problems.map(({ path, message, about }) => `  ${path}${about ? ` (${about})` : ""}: ${message}`);
  throw new AppError("invalid", `The flow "${name}" is refused:\n${lines.join("\n")}`, problems);
}
