import { afterEach, beforeEach, expect, it } from "vitest";
import { NUMBER, type Scene, startScene } from "../scene";
import { filled, missingIn, published } from "./published";

interface Managed {
  name: string;
  method?: string;
  path?: string;
  body?: Record<string, unknown>;
  answer: Record<string, unknown>;
}

/** Fields that the emulator does not know. */
const UNKNOWN_FIELDS = [
  "certificate",
  "new_certificate",
  "conversational_automation",
  "country_code",
  "country_dial_code",
  "host_platform",
  "previous_category",
  "unified_cert_status",
  "username",
  "eligibility_for_api_business_global_search",
  "is_preverified_number",
];
/** The API description nests the profile, Meta's answers to SDKs do not. */
const CONTRADICTED = ["mgmt-get-whatsapp-business-profile-business-profile-details"];
/** Where samples without a request were read. */
const NUMBER_PATH = "{Phone-Number-ID}";
const PATHS: Record<string, string> = {
  "mgmt-bindambc-phonenumberslist": "{WABA-ID}/phone_numbers",
  "mgmt-bindambc-rettemplate1": "{WABA-ID}/message_templates",
};

/** Said of some objects only. */
const OPTIONAL = /^components\.|^health_status\.entities\.0\.(errors|additional_info)|^quality_score\.(date|reasons)/;

let scene: Scene;
beforeEach(async () => {
  scene = await startScene({ window: false, statusesUpTo: "none", review: () => undefined });
  const known = { businessAccountId: NUMBER.businessAccountId, language: "en_US", status: "APPROVED" } as const;
  const parts = { components: [{ type: "BODY", text: "Hola." }], parameterFormat: "POSITIONAL" } as const;
  scene.graph.addTemplate({ ...known, ...parts, name: "hello_world", category: "MARKETING" });
});
afterEach(() => scene.close());

const MANAGED = published<Managed>("management.jsonl").filter(({ name }) => !CONTRADICTED.includes(name));
const placed = (path: string) =>
  path
    .replace(/\{Phone-Number-ID\}|\{phone_number_id\}/, NUMBER.phoneNumberId)
    .replace("{WABA-ID}", NUMBER.businessAccountId);

it.each(MANAGED.filter(({ method = "GET" }) => method === "GET"))("reads what $name shows", async (sample) => {
  const { name, path = PATHS[name] ?? NUMBER_PATH, answer } = sample;
  const [wanted = answer] = listIn(answer);
  const fields = Object.keys(wanted).filter((field) => !UNKNOWN_FIELDS.includes(field));
  const query = path.endsWith("subscribed_apps") ? "" : `?fields=${fields.join(",")}`;
  const given = (await (await scene.call(`${placed(path)}${query}`)).json()) as Record<string, unknown>;
  expect(given).not.toHaveProperty("error");
  const [read = given] = listIn(given);
  const lacking = fields
    .filter((field) => field !== "data")
    .flatMap((field) => missingIn(read[field], wanted[field], field));
  expect(lacking.filter((key) => !OPTIONAL.test(key))).toEqual([]);
  expect(Array.isArray(given["data"])).toBe(Array.isArray(answer["data"]));
  if (answer["paging"] !== undefined) expect(missingIn(given["paging"], answer["paging"])).toEqual([]);
});

function listIn({ data }: Record<string, unknown>): Record<string, unknown>[] {
  return Array.isArray(data) ? (data as Record<string, unknown>[]) : [];
}

/** What has to be so before. */
const PREPARED: Record<string, () => unknown> = {
  "mgmt-post-request-code-sms-verification": unverified,
  "mgmt-post-request-code-voice-verification": unverified,
  "mgmt-post-verify-code-verify-code": async () => {
    unverified();
    const body = JSON.stringify({ code_method: "SMS", language: "es" });
    await scene.call(`${NUMBER.phoneNumberId}/request_code`, { method: "POST", body });
  },
};

function unverified(): void {
  scene.graph.addNumber({ ...NUMBER, verified: false });
}

/** What only this machine can know: the code that was sent, an address that answers. */
function ours({ name, body }: Managed): object | undefined {
  const code = scene.graph.verificationCode(NUMBER.phoneNumberId);
  if (code !== undefined) return { code };
  if (!name.includes("custom-callback")) return filled(body) as object | undefined;
  return { override_callback_uri: scene.receiver.url, verify_token: scene.receiver.verifyToken };
}

it.each(MANAGED.filter(({ method }) => method === "POST" || method === "DELETE"))(
  "does what $name shows",
  async (sample) => {
    const { name, method = "", path = "", answer } = sample;
    await PREPARED[name]?.();
    const body = ours(sample);
    const query = name.includes("delete-message-templates") ? "?name=hello_world" : "";
    const reply = await scene.call(`${placed(path)}${query}`, { method, ...(body && { body: JSON.stringify(body) }) });
    const given: unknown = await reply.json();
    expect(given).not.toHaveProperty("error");
    expect([reply.status, missingIn(given, answer)]).toEqual([200, []]);
  },
);
