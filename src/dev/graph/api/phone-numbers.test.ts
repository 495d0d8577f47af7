import { afterAll, beforeAll, expect, it } from "vitest";
import { APP, NUMBER, type Scene, startScene } from "../scene";

let scene: Scene;
beforeAll(async () => {
  scene = await startScene();
  scene.graph.addNumber({ ...NUMBER, phoneNumberId: "2", displayPhoneNumber: "+1 555 078 3882" });
  scene.graph.addNumber({ ...NUMBER, phoneNumberId: "3", businessAccountId: "other", accessToken: "other-token" });
});
afterAll(() => scene.close());

const get = async (path: string) => {
  const answer = await scene.call(path);
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
};

it("lists the numbers of a business account, page by page", async () => {
  const first = await get(`${NUMBER.businessAccountId}/phone_numbers?fields=display_phone_number&limit=1`);
  expect(first.body["data"]).toEqual([{ display_phone_number: NUMBER.displayPhoneNumber, id: NUMBER.phoneNumberId }]);
  const { cursors, next } = first.body["paging"] as { cursors: { after: string }; next?: string };
  expect(next).toBeDefined();
  const second = await get(`${NUMBER.businessAccountId}/phone_numbers?limit=1&after=${cursors.after}`);
  expect(second.body["data"]).toMatchObject([{ id: "2", quality_rating: "GREEN" }]);
  expect(second.body["paging"]).not.toHaveProperty("next");
});

it("reads one number with the fields asked for", async () => {
  const { body } = await get(`${NUMBER.phoneNumberId}?fields=verified_name,webhook_configuration`);
  expect(body).toEqual({
    verified_name: "Café Recado",
    webhook_configuration: { application: scene.receiver.url },
    id: NUMBER.phoneNumberId,
  });
  expect((await get(`${NUMBER.phoneNumberId}?fields=shoe_size`)).status).toBe(400);
});

it("opens to a token only what it was given for", async () => {
  for (const path of ["3", "other/phone_numbers", "nothing"]) {
    expect((await get(path)).body).toMatchObject({ error: { code: 100, error_subcode: 33 } });
  }
});

it("tells which app a token belongs to and which accounts it opens", async () => {
  const { body } = await get(`debug_token?input_token=${NUMBER.accessToken}`);
  expect(body).toMatchObject({
    data: {
      app_id: APP.appId,
      is_valid: true,
      granular_scopes: [{ target_ids: [NUMBER.businessAccountId] }, { target_ids: [NUMBER.businessAccountId] }],
    },
  });
  expect((await get("debug_token?input_token=nobody")).body).toMatchObject({ data: { is_valid: false } });
});
