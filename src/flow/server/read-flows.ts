import type { Sql } from "@/platform/db/door";
import { AppError } from "@/platform/errors";
import { parseDefinition, type Problem } from "../definition";
import type { Finding } from "../finding";
import { lint, type LintFacts } from "../lint";
import type { FlowTrigger } from "../trigger";
import { triggersOf } from "../triggers-of";
import { lintFacts } from "./lint-facts";

export interface FlowSummary {
  readonly id: string;
  readonly name: string;
  readonly status: "Draft" | "Active" | "Inactive";
  /** Lower wins among equal triggers. */
  readonly priority: number;
  readonly publishedVersion: number | null;
  /** Of the published version; of the draft while nothing is published. */
  readonly triggers: readonly FlowTrigger[];
  /** The draft says something else than what is published. */
  readonly draftChanged: boolean;
  readonly updatedAt: Date;
}

type Row = Omit<FlowSummary, "triggers"> & { triggers: readonly FlowTrigger[] | null; draft: unknown };

const SUMMARY = `
f.id, f.name, f.status, f.priority, f.published_version as "publishedVersion", v.triggers,
  v.id is not null and f.draft is distinct from v.definition as "draftChanged", f.updated_at as "updatedAt"`;
const FROM = "from flows f left join flow_versions v on v.flow_id = f.id and v.number = f.published_version";

/** Every flow of the organization, by name. */
export async function listFlows(sql: Sql): Promise<FlowSummary[]> {
  const rows = await sql.query<Row>(
    `select ${SUMMARY}, case when v.id is null then f.draft end as draft ${FROM} order by lower(f.name), f.id`,
  );
  return rows.map(({ draft, ...flow }) => ({ ...flow, triggers: flow.triggers ?? draftTriggers(draft) }));
}

export interface FlowDetail extends FlowSummary {
  /** As it was saved, with the keys that nobody knows. */
  readonly draft: unknown;
  /** What the linter says of the draft. */
  readonly findings: readonly Finding[];
  /** The numbers it serves; none means all. */
  readonly connections: readonly { readonly id: string; readonly name: string; readonly displayPhoneNumber: string }[];
  /** The newest first. */
  readonly versions: readonly FlowVersion[];
}

export interface FlowVersion {
  readonly number: number;
  readonly message: string;
  readonly author: string | null;
  readonly createdAt: Date;
}

/** One flow with its draft, its versions and what the linter says. */
export async function readFlow(sql: Sql, id: string): Promise<FlowDetail> {
  const [row] = await sql.query<Row>(`select ${SUMMARY}, f.draft ${FROM} where f.id = $1`, [id]);
  if (!row) throw new AppError("not-found", "There is no such flow.");
  const versions = await sql.query<FlowVersion>(
    `select v.number, v.message, u.name as author, v.created_at as "createdAt"
     from flow_versions v left join users u on u.id = v.author_id
     where v.flow_id = $1 order by v.number desc`,
    [id],
  );
  const connections = await sql.query<FlowDetail["connections"][number]>(
    `select w.id, w.name, w.display_phone_number as "displayPhoneNumber"
     from flow_connections c join whatsapp_connections w on w.id = c.connection_id
     where c.flow_id = $1 order by w.name`,
    [id],
  );
  const triggers = row.triggers ?? draftTriggers(row.draft);
  return { ...row, triggers, findings: findingsOf(row.draft, await lintFacts(sql)), connections, versions };
}

/** The draft, or a published version, as it was saved. */
export async function exportFlow(sql: Sql, { id, version }: { id: string; version?: number | undefined }) {
  const [flow] = await sql.query<{ name: string; definition: unknown }>(
    version === undefined
      ? "select name, draft as definition from flows where id = $1"
      : "select f.name, v.definition from flows f join flow_versions v on v.flow_id = f.id where f.id = $1 and v.number = $2",
    version === undefined ? [id] : [id, version],
  );
  if (!flow) throw new AppError("not-found", "There is no such flow or version.");
  return flow;
}

function draftTriggers(draft: unknown): readonly FlowTrigger[] {
  const parsed = parseDefinition(draft);
  return parsed.ok ? triggersOf(parsed.definition) : [];
}

/** A draft was accepted by the rules of its day: what breaks today's is an error like any other. */
function findingsOf(draft: unknown, facts: LintFacts): readonly Finding[] {
  const parsed = parseDefinition(draft);
  return parsed.ok ? lint(parsed.definition, facts) : parsed.problems.map(asError);
}

const asError = ({ path, message, ...problem }: Problem): Finding => ({
  ...problem,
  severity: "error",
  message: `${path}: ${message}`,
});
