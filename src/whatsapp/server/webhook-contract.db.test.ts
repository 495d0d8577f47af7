import { afterAll, describe, expect, test, vi } from "vitest";
import { makeTenant, type Tenant } from "@/dev/tenant";
import { changeBody, textsBody } from "@/dev/webhook-body";
import { openNodeMount, routeMount, type Mount } from "@/dev/webhook-mounts";
import { asSystem } from "@/platform/db/as-system";
import { log } from "@/platform/log";
import { LARGEST_BODY } from "./handle-webhook";
import { sign } from "./signature";

vi.stubEnv("DEFAULT_WEBHOOK_SECRET", "the operator's secret");
vi.stubEnv("DEFAULT_WEBHOOK_VERIFY_TOKEN", "the-operators-token");

const front = await openNodeMount();
afterAll(() => front.close());
const mounts: Record<string, Mount> = { "node:http": front, "the Next route": routeMount };

const SHARED = "/api/webhooks/whatsapp";
let serial = 0;
const id = () => `wamid.${++serial}`;
const signed = (body: string, secret: string) => ({
  body,
  signature: `sha256=${sign(Buffer.from(body), secret).replace("sha256=", "")}`,
});
const oneText = (tenant: Tenant) => textsBody(tenant, [{ id: id(), from: "491700000001", text: "hola" }]);
const eventsOf = (tenant: Tenant) =>
  asSystem((sql) =>
    sql.query<{ event_key: string; state: string; outcome: string | null; payload: unknown }>(
      "select event_key, state, outcome, payload from webhook_events where organization_id = $1 order by position",
      [tenant.organizationId],
    ),
  );

describe.each(Object.entries(mounts))("through %s", (_mount, { send, breakOff }) => {
  const handshake = (where: string, token: string) =>
    send(`${where}?hub.mode=subscribe&hub.challenge=1158201444&hub.verify_token=${encodeURIComponent(token)}`);

  describe("GET", () => {
    test("answers the challenge for a connection's token, on the shared path, its own, and /webhook", async () => {
      const tenant = await makeTenant();
      for (const where of [SHARED, `${SHARED}/${tenant.webhookKey}`, "/webhook", `${SHARED}/`]) {
        const answer = await handshake(where, tenant.verifyToken);
        expect([where, answer.status, await answer.text()]).toEqual([where, 200, "1158201444"]);
        expect(answer.headers.get("content-type")).toContain("text/plain");
      }
    });

    test("answers 403 to a wrong token, and to another connection's token on a connection's own path", async () => {
      const [tenant, other] = [await makeTenant(), await makeTenant()];
      expect((await handshake(SHARED, "nobody's")).status).toBe(403);
      expect((await handshake(`${SHARED}/${tenant.webhookKey}`, other.verifyToken)).status).toBe(403);
      expect((await handshake(`${SHARED}/no-such-key`, tenant.verifyToken)).status).toBe(403);
    });

    test("answers 403 while the configuration is not complete, and a shared one lacks nothing", async () => {
      const incomplete = await makeTenant({ appSecret: null });
      expect((await handshake(SHARED, incomplete.verifyToken)).status).toBe(403);
      const shared = await makeTenant({ appSecret: null, shared: true });
      expect((await handshake(SHARED, shared.verifyToken)).status).toBe(200);
    });

    test("answers the operator's own token", async () => {
      expect((await handshake(SHARED, "the-operators-token")).status).toBe(200);
    });

    test("takes a question mark in a token and a challenge", async () => {
      const tenant = await makeTenant({ verifyToken: `what?${id()}?` });
      const query = `hub.mode=subscribe&hub.challenge=1?2&hub.verify_token=${tenant.verifyToken}`;
      const answer = await send(`${SHARED}?${query}`);
      expect([answer.status, await answer.text()]).toEqual([200, "1?2"]);
    });

    test("answers 400 to what is no handshake", async () => {
      expect((await send(SHARED)).status).toBe(400);
      expect((await send(`${SHARED}?hub.mode=unsubscribe&hub.challenge=1&hub.verify_token=x`)).status).toBe(400);
    });
  });

  test("HEAD is answered 200 and other methods 405", async () => {
    expect((await send(SHARED, { method: "HEAD" })).status).toBe(200);
    expect((await send(SHARED, { method: "PUT", body: "{}" })).status).toBe(405);
    expect((await send(SHARED, { method: "DELETE" })).status).toBe(405);
    expect((await send(SHARED, { method: "OPTIONS" })).status).toBe(405);
  });

  test.each(["%00", "a%20b", "x".repeat(65)])("the key %s is nobody's and costs nobody else a 503", async (key) => {
    const tenant = await makeTenant();
    const post = () => signed(oneText(tenant), tenant.appSecret);
    const own = `${SHARED}/${tenant.webhookKey}`;
    const posts = [own, `${SHARED}/${key}`, own, `${SHARED}/${key}`, own].map((where) => send(where, post()));
    expect((await Promise.all(posts)).map((answer) => answer.status)).toEqual([200, 403, 200, 403, 200]);
    expect((await handshake(`${SHARED}/${key}`, tenant.verifyToken)).status).toBe(403);
  });

  test("a POST that breaks off is no error of ours", async () => {
    const [error, debug] = [vi.spyOn(log, "error"), vi.spyOn(log, "debug")];
    await breakOff(SHARED);
    await vi.waitFor(() => expect(debug).toHaveBeenCalledWith(expect.anything(), "A webhook's body broke off"));
    expect(error).not.toHaveBeenCalled();
    vi.restoreAllMocks();
  });

  describe("POST", () => {
    test("stores a signed message before it is answered 200", async () => {
      const tenant = await makeTenant();
      const answer = await send(SHARED, signed(oneText(tenant), tenant.appSecret));
      expect([answer.status, await answer.text()]).toEqual([200, "ok"]);
      expect(await eventsOf(tenant)).toMatchObject([{ state: "received" }]);
    });

    test("answers 403 to a signature that is missing, wrong, cut, or made over other bytes", async () => {
      const tenant = await makeTenant();
      const body = oneText(tenant);
      const { signature } = signed(body, tenant.appSecret);
      const attempts = [
        undefined,
        "",
        "sha256=",
        signature.slice(0, -2),
        signature.replace("sha256", "sha1"),
        signed(`${body} `, tenant.appSecret).signature,
      ];
      for (const attempt of attempts) {
        const answer = await send(SHARED, { body, ...(attempt !== undefined && { signature: attempt }) });
        expect([attempt, answer.status]).toEqual([attempt, 403]);
      }
      expect(await eventsOf(tenant)).toEqual([]);
    });

    test("an organization without any secret can not be spoken for", async () => {
      const tenant = await makeTenant({ appSecret: null });
      expect((await send(SHARED, signed(oneText(tenant), ""))).status).toBe(403);
      expect((await send(SHARED, signed(oneText(tenant), "the operator's secret"))).status).toBe(403);
    });

    test("drops the items of others from a body that one organization signed", async () => {
      const [mine, victim] = [await makeTenant(), await makeTenant()];
      const [own, foreign] = [oneText(mine), oneText(victim)].map((body) => JSON.parse(body) as { entry: unknown[] });
      const body = JSON.stringify({ ...own, entry: [...own!.entry, ...foreign!.entry] });
      expect((await send(SHARED, signed(body, mine.appSecret))).status).toBe(200);
      expect(await eventsOf(mine)).toHaveLength(1);
      expect(await eventsOf(victim)).toEqual([]);
      const [delivery] = await asSystem((sql) =>
        sql.query("select items, stored, not_yours from webhook_deliveries where verified_by = $1", [
          mine.connectionId,
        ]),
      );
      expect(delivery).toEqual({ items: 2, stored: 1, not_yours: 1 });
    });

    test("the path key's secret verifies Meta's test button, whose ids name nobody", async () => {
      const tenant = await makeTenant();
      const body = textsBody({ phoneNumberId: "123456123", businessAccountId: "0" }, [
        { id: "ABGGFlA5Fpa", from: "16315551181", text: "this is a text message" },
      ]);
      expect((await send(`${SHARED}/${tenant.webhookKey}`, signed(body, tenant.appSecret))).status).toBe(200);
      expect((await send(SHARED, signed(body, tenant.appSecret))).status).toBe(403);
      expect((await send(SHARED, signed(body, "the operator's secret"))).status).toBe(200);
      expect(await eventsOf(tenant)).toEqual([]);
    });

    test("a connection that has not proved its number gets no events", async () => {
      const claimed = await makeTenant({ verified: false });
      expect((await send(`${SHARED}/${claimed.webhookKey}`, signed(oneText(claimed), claimed.appSecret))).status).toBe(
        200,
      );
      expect((await send(SHARED, signed(oneText(claimed), claimed.appSecret))).status).toBe(403);
      expect(await eventsOf(claimed)).toEqual([]);
    });

    test("the default secret speaks for shared connections only", async () => {
      const [shared, own] = [await makeTenant({ appSecret: null, shared: true }), await makeTenant()];
      expect((await send(SHARED, signed(oneText(shared), "the operator's secret"))).status).toBe(200);
      expect(await eventsOf(shared)).toHaveLength(1);
      expect((await send(SHARED, signed(oneText(own), "the operator's secret"))).status).toBe(403);
      expect(await eventsOf(own)).toEqual([]);
    });

    test("an object that is not WhatsApp's is acknowledged and stores nothing", async () => {
      const tenant = await makeTenant();
      const body = oneText(tenant).replace("whatsapp_business_account", "page");
      expect((await send(SHARED, signed(body, tenant.appSecret))).status).toBe(200);
      expect(await eventsOf(tenant)).toEqual([]);
    });

    test("keeps a body that brought something whole, and a sample of one that did not", async () => {
      const tenant = await makeTenant();
      const where = `${SHARED}/${tenant.webhookKey}`;
      const long = (owner: Parameters<typeof textsBody>[0]) =>
        textsBody(owner, [{ id: id(), from: "491700000004", text: "x".repeat(5_000) }]);
      const page = long(tenant).replace("whatsapp_business_account", "page");
      const bodies = [long(tenant), long({ phoneNumberId: "5", businessAccountId: "5" }), page];
      for (const body of bodies) expect((await send(where, signed(body, tenant.appSecret))).status).toBe(200);
      const kept = await asSystem((sql) =>
        sql.query(
          "select length(body) as length from webhook_deliveries where webhook_key = $1 order by received_at, id",
          [tenant.webhookKey],
        ),
      );
      expect(kept).toEqual([{ length: bodies[0]?.length }, { length: 2_048 }, { length: 2_048 }]);
    });

    test("reads nothing but ids of what nobody signed", async () => {
      const numbers = Array.from({ length: 20_000 }, (_, index) => index);
      const messages = Array.from({ length: 100 }, (_, index) => ({ id: `m${index}`, from: "49" }));
      const metadata = { phone_number_id: "106", numbers };
      const body = changeBody("1", { metadata, contacts: [{ wa_id: "49", numbers }], messages });
      const start = process.cpuUsage();
      expect((await send(SHARED, signed(body, "nobody's secret"))).status).toBe(403);
      const { user, system } = process.cpuUsage(start);
      expect((user + system) / 1000).toBeLessThan(200);
    });

    test("refuses what names more owners than any honest body", async () => {
      const entry = Array.from({ length: 501 }, (_, index) => ({
        id: index,
        changes: [{ field: "flows", value: {} }],
      }));
      const body = JSON.stringify({ object: "whatsapp_business_account", entry });
      expect((await send(SHARED, signed(body, "the operator's secret"))).status).toBe(403);
    });

    test("400 to what the path key verified and is not JSON, 403 where nobody verified it", async () => {
      const tenant = await makeTenant();
      const answer = await send(`${SHARED}/${tenant.webhookKey}`, signed("{not json", tenant.appSecret));
      expect(answer.status).toBe(400);
      expect((await send(SHARED, signed("{not json", tenant.appSecret))).status).toBe(403);
    });

    test("413 over 4 MiB, and 3 MB pass", async () => {
      const tenant = await makeTenant();
      const pad = (length: number) => textsBody(tenant, [{ id: id(), from: "491700000002", text: "x".repeat(length) }]);
      expect((await send(SHARED, signed(pad(LARGEST_BODY), tenant.appSecret))).status).toBe(413);
      expect((await send(SHARED, signed(pad(3_000_000), tenant.appSecret))).status).toBe(200);
      expect(await eventsOf(tenant)).toHaveLength(1);
    });

    test("more than eight distinct secrets are too many to try", async () => {
      const tenants = await Promise.all(Array.from({ length: 9 }, () => makeTenant()));
      const bodies = tenants.map((tenant) => JSON.parse(oneText(tenant)) as { entry: unknown[] });
      const body = JSON.stringify({ ...bodies[0], entry: bodies.flatMap((one) => one.entry) });
      expect((await send(SHARED, signed(body, tenants[0]!.appSecret))).status).toBe(403);
      const eight = JSON.stringify({ ...bodies[0], entry: bodies.slice(0, 8).flatMap((one) => one.entry) });
      expect((await send(SHARED, signed(eight, tenants[7]!.appSecret))).status).toBe(200);
      expect(await eventsOf(tenants[7]!)).toHaveLength(1);
    });

    test("the same delivery ten times, also at once, is one event, one contact, one conversation", async () => {
      const tenant = await makeTenant();
      const post = signed(oneText(tenant), tenant.appSecret);
      const answers = await Promise.all(Array.from({ length: 10 }, () => send(SHARED, post)));
      expect(answers.map((answer) => answer.status)).toEqual(Array(10).fill(200));
      expect(await eventsOf(tenant)).toHaveLength(1);
      const counts = await asSystem((sql) =>
        sql.query(
          `select (select count(*)::int from contacts where organization_id = $1) as contacts,
             (select count(*)::int from conversations where organization_id = $1) as conversations`,
          [tenant.organizationId],
        ),
      );
      expect(counts).toEqual([{ contacts: 1, conversations: 1 }]);
    });

    test("a thousand items keep their order", async () => {
      const tenant = await makeTenant();
      const texts = Array.from({ length: 1000 }, (_, n) => ({
        id: `wamid.batch-${n}`,
        from: `4917${String(n % 40).padStart(8, "0")}`,
        text: `${n}`,
      }));
      expect((await send(SHARED, signed(textsBody(tenant, texts), tenant.appSecret))).status).toBe(200);
      const keys = (await eventsOf(tenant)).map((event) => event.event_key.split("batch-")[1]);
      expect(keys).toEqual(texts.map((_, n) => String(n)));
    });

    test("what PostgreSQL can not hold is stored in a form that it can", async () => {
      const tenant = await makeTenant();
      const text = { body: "nul \u0000 half \ud800 😀 é" };
      const value = {
        metadata: { phone_number_id: tenant.phoneNumberId },
        messages: [{ id: id(), from: "491700000003", type: "text", text, deep: "DEEP" }],
      };
      const deep = `${"[".repeat(5000)}${"]".repeat(5000)}`;
      const body = changeBody(tenant.businessAccountId, value).replace('"DEEP"', deep);
      const field = changeBody(tenant.businessAccountId, { note: "\u0000" }, "a\u0000b\ud800");
      expect((await send(SHARED, signed(body, tenant.appSecret))).status).toBe(200);
      expect((await send(SHARED, signed(field, tenant.appSecret))).status).toBe(200);
      const [message, odd] = await eventsOf(tenant);
      expect(JSON.stringify(message!.payload)).toContain("nul \ufffd half \ufffd 😀 é");
      expect(odd).toMatchObject({ state: "ignored" });
    });

    test("bytes in Meta's own escapes verify as they came", async () => {
      const tenant = await makeTenant();
      const body = oneText(tenant).replace('"hola"', String.raw`"\u00e9 \ud83d\ude00 https:\/\/x.y\/"`);
      expect((await send(SHARED, signed(body, tenant.appSecret))).status).toBe(200);
      expect(JSON.stringify((await eventsOf(tenant))[0]!.payload)).toContain("é 😀 https://x.y/");
    });
  });
});
