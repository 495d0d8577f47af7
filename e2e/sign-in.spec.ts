import { expect, test } from "@playwright/test";

test("strangers are sent to sign in, and a wrong password says no more than that", async ({ page }) => {
  await page.goto("/demo/inbox");
  await expect(page).toHaveURL(/\/sign-in/);
  await page.getByLabel("E-mail").fill("nobody@example.test");
  await page.getByLabel("Password").fill("not the password");
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByRole("alert").filter({ hasText: "Wrong e-mail or password." })).toBeVisible();
});
