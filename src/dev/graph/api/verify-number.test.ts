import { afterAll, beforeAll, expect, it } from "vitest";
import { NUMBER, type Scene, startScene } from "../scene";

let scene: Scene;
beforeAll(async () => void (scene = await startScene({ window: false, statusesUpTo: "none" })));
afterAll(() => scene.close());

const post = async (path: string, body: object) =>
  (await (await scene.call(path, { method: "POST", body: JSON.stringify(body) })).json()) as Record<string, unknown>;
const get = async (path: string) => (await (await scene.call(path)).json()) as Record<string, unknown>;

it("takes a new number from its code to its first message", async () => {
  const added = await post(`${NUMBER.businessAccountId}/phone_numbers`, {
    cc: "52",
    phone_number: "5555550199",
    verified_name: "Sucursal",
  });
  const id = added["id"] as string;
  const fields = "display_phone_number,verified_name,code_verification_status,status,platform_type,health_status";
  expect(await get(`${id}?fields=${fields}`)).toMatchObject({
    display_phone_number: "+525555550199",
    verified_name: "Sucursal",
    code_verification_status: "NOT_VERIFIED",
    status: "DISCONNECTED",
    health_status: { can_send_message: "BLOCKED", entities: [{ errors: [{ error_code: 141000 }] }, {}, {}] },
  });
  expect(await post(`${id}/register`, { messaging_product: "whatsapp", pin: "123456" })).toMatchObject({
    error: { code: 133006 },
  });
  expect(await post(`${id}/request_code`, { code_method: "SMS", language: "es_MX" })).toEqual({ success: true });
  expect(await post(`${id}/verify_code`, { code: "000000" })).toMatchObject({ error: { code: 136025 } });
  const code = scene.graph.verificationCode(id);
  expect(await post(`${id}/verify_code`, { code })).toEqual({ success: true, id });
  expect(await post(`${id}/register`, { messaging_product: "whatsapp", pin: "123456" })).toEqual({ success: true });
  const to = "5215550100001";
  const sent = await post(`${id}/messages`, { messaging_product: "whatsapp", to, text: { body: "hola" } });
  expect(sent).toMatchObject({ contacts: [{ wa_id: to }] });
  expect(await get(`${id}?fields=status,is_pin_enabled,code_verification_status`)).toEqual({
    status: "CONNECTED",
    is_pin_enabled: true,
    code_verification_status: "VERIFIED",
    id,
  });
});

it("refuses what Meta refuses about codes", async () => {
  const id = NUMBER.phoneNumberId;
  expect(await post(`${id}/request_code`, { code_method: "MAIL", language: "es" })).toMatchObject({
    error: { code: 100 },
  });
  expect(await post(`${id}/request_code`, { code_method: "SMS", language: "es" })).toMatchObject({
    error: { code: 136024, error_subcode: 2388091, is_transient: false, error_user_msg: expect.any(String) as string },
  });
  expect(await post(`${id}/verify_code`, { code: "12" })).toMatchObject({
    error: { code: 100, message: "Invalid verification code format" },
  });
});

it("changes the PIN, which a registration then needs", async () => {
  const id = NUMBER.phoneNumberId;
  expect(await post(id, { pin: "12" })).toMatchObject({ error: { code: 100 } });
  expect(await post(id, { pin: "654321" })).toEqual({ success: true });
  expect(await post(`${id}/register`, { messaging_product: "whatsapp", pin: "123456" })).toMatchObject({
    error: { code: 133005 },
  });
});

it("keeps what the business says of itself", async () => {
  const path = `${NUMBER.phoneNumberId}/whatsapp_business_profile`;
  expect(await post(path, { messaging_product: "whatsapp", about: "Café", websites: ["https://a.b"] })).toEqual({
    success: true,
  });
  await post(path, { messaging_product: "whatsapp", vertical: "RESTAURANT" });
  expect(await get(`${path}?fields=about,vertical,websites,email`)).toEqual({
    data: [{ about: "Café", vertical: "RESTAURANT", websites: ["https://a.b"] }],
  });
  expect(await post(path, { messaging_product: "whatsapp", about: "a".repeat(140) })).toMatchObject({
    error: { code: 100 },
  });
});

it("says until when a token is good and for what", async () => {
  const expiresAt = new Date(Date.now() + 3_600_000);
  scene.graph.setToken(NUMBER.accessToken, { expiresAt, scopes: ["whatsapp_business_management"] });
  expect(await get(`debug_token?input_token=${NUMBER.accessToken}`)).toMatchObject({
    data: {
      is_valid: true,
      expires_at: Math.floor(expiresAt.getTime() / 1000),
      scopes: ["whatsapp_business_management"],
      granular_scopes: [{ scope: "whatsapp_business_management", target_ids: [NUMBER.businessAccountId] }],
    },
  });
  scene.graph.setToken("spent", { phoneNumberIds: [NUMBER.phoneNumberId], ended: "revoked" });
  expect(await get("debug_token?input_token=spent")).toMatchObject({
    data: { is_valid: false, error: { code: 190, subcode: 458 } },
  });
  scene.graph.setToken(NUMBER.accessToken);
});
