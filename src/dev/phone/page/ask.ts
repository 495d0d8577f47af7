/** Asks the phone's server; an answer that is no success becomes an error with its sentence. */
export async function ask<Answer>(path: string, body?: object): Promise<Answer> {
  const headers = { "content-type": "application/json" };
  const init = body && { method: "POST", headers, body: JSON.stringify(body) };
  const answer = await fetch(path, init).catch((cause: unknown) => {
    throw new Error("The phone’s server is away. Is npm start still running?", { cause });
  });
  if (!answer.ok) throw new Error(((await answer.json()) as { error: string }).error);
  return (await answer.json()) as Answer;
}
