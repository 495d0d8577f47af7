"use client";

import { signIn } from "next-auth/react";
import { useState, useSyncExternalStore, type SubmitEvent } from "react";
import { Button } from "@/ui/button";
import { Field } from "@/ui/field";
import { Input } from "@/ui/input";
import { Notice } from "@/ui/notice";

type State = "waiting" | "trying" | "refused" | "unreachable";

const SAID = {
  refused: "Wrong e-mail or password.",
  unreachable: "The server does not answer. Try again in a moment.",
} as const;

export function SignInForm({ next }: { next: string }) {
  const [state, setState] = useState<State>("waiting");
  const ready = useReady();

  const submit = async (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    setState("trying");
    const outcome = await attempt(new FormData(event.currentTarget));
    if (outcome === "signed-in") window.location.assign(next);
    else setState(outcome);
  };

  return (
    <form method="post" onSubmit={(event) => void submit(event)} className="grid gap-4">
      {(state === "refused" || state === "unreachable") && <Notice tone="bad">{SAID[state]}</Notice>}
      <Field label="E-mail">
        <Input name="email" type="email" autoComplete="username" required autoFocus />
      </Field>
      <Field label="Password">
        <Input name="password" type="password" autoComplete="current-password" required />
      </Field>
      <Button type="submit" variant="primary" className="mt-1 h-10" disabled={!ready} busy={state === "trying"}>
        Sign in
      </Button>
    </form>
  );
}

async function attempt(typed: FormData): Promise<"signed-in" | "refused" | "unreachable"> {
  try {
    const answer = await signIn("credentials", { ...Object.fromEntries(typed), redirect: false });
    if (answer?.ok) return "signed-in";
    return answer?.error === "CredentialsSignin" ? "refused" : "unreachable";
  } catch {
    return "unreachable";
  }
}

const never = () => () => undefined;

/** False until React has taken over: a form sent before that would go nowhere. */
const useReady = () =>
  useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
