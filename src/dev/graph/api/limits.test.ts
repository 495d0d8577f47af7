import { afterEach, expect, it } from "vitest";
import { META_RATES } from "../rates";
import { ANA, NUMBER, type Scene, startScene } from "../scene";

let scene: Scene;
afterEach(() => scene.close());

const start = async (options: Parameters<typeof startScene>[0]) =>
  void (scene = await startScene({ window: false, statusesUpTo: "none", ...options }));
const codeOf = async (answer: Response) => ((await answer.json()) as { error?: { code: number } }).error?.code;
const send = async (to = ANA) => codeOf(await scene.sendText("a", { to }));
const read = () => scene.call(NUMBER.phoneNumberId);

it("lets 45 messages to one customer through, then refuses the pair alone", async () => {
  await start({ rates: { pair: META_RATES.pair } });
  for (let time = 0; time < 45; time += 1) expect(await send()).toBeUndefined();
  expect(await send()).toBe(131056);
  expect(await send("5215550100002")).toBeUndefined();
});

it("takes more for the pair once the pause is over", async () => {
  await start({ rates: { pair: { burst: 1, everyMs: 1000 } } });
  expect([await send(), await send()]).toEqual([undefined, 131056]);
  await expect.poll(() => send()).toBeUndefined();
});

it("answers too much at once with Meta's words", async () => {
  await start({ rates: { perSecond: 1 } });
  await scene.anaSays("hola");
  expect(await (await scene.sendText("a")).json()).toMatchObject({
    error: {
      code: 130429,
      error_subcode: 2494055,
      error_data: { details: "Cloud API message throughput has been reached." },
    },
  });
});

it("reaches with a test number only those on its list", async () => {
  await start({ numbers: [{ ...NUMBER, allowedRecipients: [`+${ANA}`] }] });
  expect([await send(), await send("5215550100002")]).toEqual([undefined, 131030]);
});

it("refuses a token that has ended, and takes it back", async () => {
  await start({});
  scene.graph.setToken(NUMBER.accessToken, { expiresAt: new Date(Date.now() - 1000) });
  expect(await (await scene.sendText("a")).json()).toMatchObject({ error: { code: 190, error_subcode: 463 } });
  scene.graph.setToken(NUMBER.accessToken, { ended: "password-changed" });
  expect(await (await read()).json()).toMatchObject({ error: { code: 190, error_subcode: 460 } });
  scene.graph.setToken(NUMBER.accessToken);
  expect(await send()).toBeUndefined();
});

it("lets a token do only what its scopes say", async () => {
  await start({});
  scene.graph.setToken(NUMBER.accessToken, { scopes: ["whatsapp_business_management"] });
  expect([await send(), await codeOf(await read())]).toEqual([10, undefined]);
  scene.graph.setToken(NUMBER.accessToken, { scopes: ["whatsapp_business_messaging"] });
  expect([await send(), await codeOf(await read())]).toEqual([undefined, 10]);
});

it("says with every answer how much of the account's hour is used, and refuses beyond it", async () => {
  await start({ rates: { callsPerHour: 2 } });
  const used = (answer: Response) => {
    const usage = JSON.parse(answer.headers.get("x-business-use-case-usage") ?? "{}") as Record<string, unknown[]>;
    return usage[NUMBER.businessAccountId]?.[0];
  };
  expect(used(await scene.sendText("a"))).toMatchObject({ call_count: 0, estimated_time_to_regain_access: 0 });
  expect(used(await read())).toMatchObject({ call_count: 50 });
  expect(used(await read())).toMatchObject({ call_count: 100, estimated_time_to_regain_access: 60 });
  expect(await codeOf(await read())).toBe(80007);
  expect(await send()).toBeUndefined();
});
