import { answerMedia } from "@/conversation/server/answer-media";
import { currentUser } from "@/organization/server/current-user";

interface Place {
  readonly params: Promise<{ message: string }>;
}

/** A message's file, for members of its organization only. */
export async function GET(request: Request, { params }: Place): Promise<Response> {
  const user = await currentUser();
  const { method, headers } = request;
  return answerMedia({ messageId: (await params).message, userId: user?.id ?? null, method, headers });
}

export const HEAD = (request: Request, place: Place): Promise<Response> => GET(request, place);
